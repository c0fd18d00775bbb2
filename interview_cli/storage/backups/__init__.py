"""Progress that comes from elsewhere or goes there: journals merged, backups and their return."""

"""The program with the commands of this folder, also where ``cli`` does not list them."""

import sys

from interview_cli import cli
from interview_cli.commands import config, generate

_build = cli.app


def _app():
    main = _build()
    listed = {command.callback for command in main.registered_commands}
    for command in (config.config, generate.generate):
        if command not in listed:
            main.command()(command)
    return main


def main(args=None):
    cli.app = _app
    try:
        return cli.main(args)
    finally:
        cli.app = _build


if __name__ == "__main__":
    code = main()
    if named := [arg for arg in sys.orig_argv if arg.startswith("-Xloaded=")]:
        wanted = named[0].partition("=")[2].split(",")
        print(*sorted(set(wanted) & {m.partition(".")[0] for m in sys.modules}), file=sys.stderr)
    sys.exit(code)

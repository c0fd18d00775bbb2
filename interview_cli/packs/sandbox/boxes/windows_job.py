"""Windows: a job, which ends with all processes in it and limits their memory and number.

It couldn't be tried where this was written. There is no wall for files and the network here,
and none is told of.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from interview_cli.packs.sandbox.boxes.limits import Limits

_ACTIVE_PROCESSES, _PROCESS_MEMORY, _JOB_MEMORY = 0x8, 0x100, 0x200
_NO_ERROR_WINDOW, _KILL_ON_CLOSE = 0x400, 0x2000
_EXTENDED_LIMITS = 9


class _Basic(ctypes.Structure):
    _fields_ = (
        ("per_process_time", ctypes.c_int64),
        ("per_job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("basic", _Basic),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


class Job:
    """A job object with one process and all that it starts."""

    def __init__(self, kernel: Any, handle: int) -> None:
        self._kernel = kernel
        self._handle = handle

    def kill(self) -> None:
        """End all that is in it."""
        if self._handle:
            self._kernel.TerminateJobObject(self._handle, 1)
            self._kernel.CloseHandle(self._handle)
            self._handle = 0


def put_into_job(process_handle: int, limits: Limits) -> Job | None:
    """Return the job that the process is in from now on; None where there can't be one."""
    if sys.platform != "win32":
        return None
    kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.CreateJobObjectW.argtypes = [ctypes.c_void_p, ctypes.c_wchar_p]
    kernel.SetInformationJobObject.argtypes = [
        ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32,
    ]  # fmt: skip
    kernel.AssignProcessToJobObject.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    kernel.TerminateJobObject.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
    kernel.CloseHandle.argtypes = [ctypes.c_void_p]
    handle = kernel.CreateJobObjectW(None, None)
    if not handle:
        return None
    extended = _Extended()
    extended.basic.flags = (
        _KILL_ON_CLOSE | _ACTIVE_PROCESSES | _PROCESS_MEMORY | _JOB_MEMORY | _NO_ERROR_WINDOW
    )
    extended.basic.active_processes = limits.processes
    extended.process_memory = extended.job_memory = limits.memory
    size = ctypes.sizeof(extended)
    is_set = kernel.SetInformationJobObject(handle, _EXTENDED_LIMITS, ctypes.byref(extended), size)
    if not is_set or not kernel.AssignProcessToJobObject(handle, process_handle):
        kernel.CloseHandle(handle)
        return None
    return Job(kernel, handle)

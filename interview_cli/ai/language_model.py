"""What is sent: an instruction of ours, and data of others behind a fence.

Whatever an answer, a pack or a job advert says, it stands in one line of JSON between
two lines with a mark that its author could not know, in a message of its own. A model
may still be taken in; so it has no tools, gives no score, and what it says is checked.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeVar, cast

from interview_cli.ai.readiness import INSTALL, AiSettings
from interview_cli.core.errors import NO, InterviewError
from interview_cli.core.safe_text import UNSAFE

#: The most characters of one text that are sent.
MOST = 4000


@dataclass(frozen=True, slots=True)
class Request:
    """All that is sent: the instruction, and the user's messages in order."""

    system: str
    messages: tuple[str, ...]

    def __str__(self) -> str:
        parts = [f"system:\n{self.system}", *(f"user:\n{text}" for text in self.messages)]
        return "\n\n".join(parts)


def build_request(system: str, parts: Sequence[tuple[str, Any]]) -> Request:
    """Return a request made of an instruction and of *parts*: what each is, and its plain value."""
    lines = [json.dumps(_clean(value), ensure_ascii=False) for _, value in parts]
    mark = secrets.token_hex(8)
    while any(mark in line for line in (*lines, system)):
        mark = secrets.token_hex(8)
    messages = tuple(
        f"{what}\n<<<DATA {mark}>>>\n{line}\n<<<END {mark}>>>"
        for (what, _), line in zip(parts, lines, strict=True)
    )
    return Request(f"{system}\n\n{read_text('data').format(mark=mark)}", messages)


@cache
def read_text(name: str) -> str:
    """Return the text *name* in ``prompts``: an instruction, or patterns, one a line."""
    text = (resources.files(__package__) / "prompts" / f"{name}.txt").read_text(encoding="utf-8")
    return text.removesuffix("\n")


def truncate(text: str, most: int = MOST) -> str:
    """Return *text*, and only its beginning where it is too long."""
    return text if len(text) <= most else text[:most].rstrip()


def _clean(value: Any) -> Any:
    """Return *value* without invisible characters, which carry nothing but tricks."""
    if isinstance(value, str):
        return UNSAFE.sub("", value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value


T = TypeVar("T")

#: What a server answers that does not know how to be held to a schema.
_NO_SCHEMA = (400, 415, 422, 501)

#: What begins with ESC (or its one-character forms) and what belongs to it.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f]).*?(?:\x07|\x1b\\|\x9c|$)"
    r"|\x1b[ -/]*[0-~]",
    re.DOTALL,
)


class AiFailure(InterviewError):
    """A model was asked in vain; what could be done without it still can be."""

    exit_code = NO


def ask(settings: AiSettings, request: Request, shape: type[T], seconds: float = 0.0) -> T:
    """Send *request*, and return the answer as a *shape*, a dataclass.

    What doesn't fit is sent back once. All together takes *seconds* at most; 0 is as long
    as the settings say. Raises AiFailure for everything that goes wrong, and before
    anything is sent where that was not agreed to.
    """
    if not settings.agreed:
        raise AiFailure(
            f"nothing was sent to {settings.host}: you haven't agreed to that",
            f"interview config --agree {settings.host}",
        )
    seconds = seconds or settings.timeout
    try:
        # What the libraries say of themselves as warnings is no business of the learner.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # The extra may not be installed, and takes a second to import: here and below.
            import openai  # noqa: F401
            import pydantic_ai  # noqa: F401

            return asyncio.run(asyncio.wait_for(_ask(settings, request, shape, seconds), seconds))
    except ImportError as error:
        why = one_line(str(error))
        raise AiFailure(f'can\'t use the extra "ai": {why}', INSTALL) from None
    except TimeoutError:
        raise AiFailure(
            f"{settings.model} at {settings.host} did not answer within {seconds:g} seconds",
            "wait longer: interview config ai.timeout 60",
        ) from None
    except Exception as error:
        # A server may answer anything, and the libraries may fail at it in any way.
        raise _explain(settings, error) from None


async def _ask(settings: AiSettings, request: Request, shape: type[T], seconds: float) -> T:
    """Return the answer by a schema; from a server that refuses it, by a prompt for JSON."""
    from openai import AsyncOpenAI, DefaultAsyncHttpxClient
    from pydantic_ai import NativeOutput, PromptedOutput
    from pydantic_ai.exceptions import ModelHTTPError, UserError

    key = os.environ.get(settings.key_env, "")
    async with DefaultAsyncHttpxClient(
        follow_redirects=False, trust_env=not settings.local, event_hooks={"request": [_anonymize]}
    ) as http:
        client = AsyncOpenAI(
            base_url=settings.url,
            api_key=key or "none",
            http_client=http,
            max_retries=0,
            timeout=seconds,
        )
        try:
            return cast(T, await _run(settings, client, request, NativeOutput(shape)))
        except ModelHTTPError as error:
            if error.status_code not in _NO_SCHEMA:
                raise
        except UserError:
            pass  # the library knows the model as one that can't
        return cast(T, await _run(settings, client, request, PromptedOutput(shape)))


async def _run(settings: AiSettings, client: Any, request: Request, output: Any) -> Any:
    from pydantic_ai import Agent
    from pydantic_ai.messages import ModelRequest, UserPromptPart
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.openai import OpenAIProvider

    model = OpenAIChatModel(
        settings.model,
        provider=OpenAIProvider(openai_client=client),
        # A server that refuses a schema may refuse the weaker form of it too.
        profile=OpenAIModelProfile(
            supports_json_schema_output=True, supports_json_object_output=False
        ),
    )
    agent = Agent(
        model,
        output_type=output,
        instructions=request.system,
        retries=1,
        model_settings={"temperature": 0.0},
    )
    parts = [UserPromptPart(text) for text in request.messages]
    result = await agent.run(message_history=[ModelRequest(parts=parts)])
    return result.output


async def _anonymize(request: Any) -> None:
    """Remove the headers that tell of this machine and of other accounts."""
    for name in list(request.headers):
        if name.lower().startswith(("x-stainless", "openai-")):
            del request.headers[name]
    request.headers["user-agent"] = "interview"


def _explain(settings: AiSettings, error: Exception) -> AiFailure:
    """Return what went wrong in words that can be acted on."""
    from pydantic_ai.exceptions import (
        ModelConnectionError,
        ModelHTTPError,
        ModelTimeoutError,
        UnexpectedModelBehavior,
    )

    who, host = f"{settings.model} at {settings.host}", settings.host
    if isinstance(error, ModelTimeoutError):
        return AiFailure(f"{who} did not answer in time", "interview config ai.timeout 60")
    if isinstance(error, ModelConnectionError):
        hint = "is its server running?" if settings.local else "is there a network?"
        return AiFailure(f"there is no connection to {host}", f"{hint} interview config ai.url")
    if isinstance(error, ModelHTTPError):
        return _explain_http(settings, error.status_code, _read_message(error.body))
    if isinstance(error, UnexpectedModelBehavior):
        return AiFailure(
            f"{who} returned nothing usable: {one_line(str(error), 120)}",
            "try again, or use another model: interview config ai.model",
        )
    return AiFailure(
        f"{host} did not answer as an OpenAI-compatible server does: {one_line(str(error), 120)}",
        "interview config ai.url: it often ends in /v1",
    )


def _explain_http(settings: AiSettings, status: int, message: str) -> AiFailure:
    host, key = settings.host, settings.key_env
    what, hint = "refused the request", "see: interview config ai.model, interview config ai.url"
    if status in (401, 403):
        known = "isn't accepted" if os.environ.get(key) else "is not set"
        hint = f"the environment variable {key} {known}; another one: interview config ai.key_env"
    elif status == 404:
        what = f"doesn't know the model {settings.model!r}, or isn't such a server"
    elif status == 429:
        what, hint = "is limiting requests, or wants to be paid", "try later"
    elif status >= 500:
        what, hint = "failed", "try again later"
    return AiFailure(f"{host} {what} ({status}){f': {message}' if message else ''}", hint)


def _read_message(body: object) -> str:
    """Return what a server says in an error, as one line."""
    for name in ("error", "message", "detail"):
        if isinstance(body, dict) and body.get(name):
            body = body[name]
    return one_line(body, 160) if isinstance(body, str) else ""


def one_line(text: str, most: int = 200) -> str:
    """Return words of others as one line without anything that a terminal acts on."""
    text = UNSAFE.sub("", _SEQUENCE.sub("", text[: most * 20]))
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"

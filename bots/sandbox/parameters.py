"""Shell: the parameters of a call as Telegram takes them: from the address, a form, a form with a file, or JSON."""

import json
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from fastapi import Request

from bots.sandbox.dialect import Json
from bots.sandbox.files import ChatFile

IN_JSON = ("reply_markup", "allowed_updates", "commands", "scope")
"""What a form holds as JSON."""


class Malformed(ValueError):
    """A parameter cannot be read."""


async def parameters(request: Request) -> Json:
    """Return the parameters of a call. Raises Malformed."""
    given: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        given |= json.loads(await request.body())
    else:
        given |= _form(request.headers.get("content-type", ""), await request.body())
    for name in IN_JSON:
        if isinstance(given.get(name), str):
            try:
                given[name] = json.loads(given[name])
            except ValueError:
                raise Malformed(f"can't parse {name} JSON object") from None
    return given


def _form(kind: str, body: bytes) -> Json:
    """Return the fields of a form; a field refers to a file in it by "attach://<name of the file's part>"."""
    if not kind.startswith("multipart/form-data"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    fields: Json = {}
    for part in BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body).iter_parts():
        name, file_name = part.get_param("name", header="content-disposition"), part.get_filename()
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            raise Malformed("can't parse the form")
        fields[str(name)] = ChatFile(name=file_name, content=content) if file_name else content.decode()
    return {name: fields.get(str(said).removeprefix("attach://"), said) for name, said in fields.items()}

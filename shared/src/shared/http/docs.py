"""A page that lists and tries a service's operations, without anything from elsewhere."""

from __future__ import annotations

import base64
import hashlib

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

_SCRIPT = """
const list = document.querySelector('main');
const text = (tag, words, parent) => { const e = document.createElement(tag); e.textContent = words; parent.append(e); return e; };
fetch(document.body.dataset.openapi).then(r => r.json()).then(api => {
  document.title = api.info.title; document.querySelector('h1').textContent = api.info.title;
  for (const [path, methods] of Object.entries(api.paths)) for (const [method, op] of Object.entries(methods)) {
    const box = text('details', '', list); text('summary', method.toUpperCase() + ' ' + path + ' — ' + (op.summary || ''), box);
    text('p', op.description || '', box);
    const form = text('form', '', box);
    const field = (name, value, rows) => { const l = text('label', name, form); const f = document.createElement(rows ? 'textarea' : 'input'); f.value = value; if (rows) f.rows = rows; l.append(f); return f; };
    const where = field('address', path); const body = op.requestBody;
    const schema = body && body.content['application/json'] && body.content['application/json'].schema;
    const named = schema && schema.$ref ? api.components.schemas[schema.$ref.split('/').pop()] : schema;
    const input = body ? field('body', JSON.stringify((named && named.examples || [{}])[0], null, 1), 5) : null;
    const token = field('bearer token', sessionStorage.token || ''); const match = ['put', 'patch'].includes(method) ? field('If-Match', '"1"') : null;
    text('button', 'Send', form); const out = text('pre', '', box);
    form.onsubmit = async e => { e.preventDefault(); sessionStorage.token = token.value;
      const headers = {}; if (token.value) headers.authorization = 'Bearer ' + token.value; if (match) headers['if-match'] = match.value; if (input) headers['content-type'] = 'application/json';
      const r = await fetch(where.value, {method: method.toUpperCase(), headers, body: input && input.value}); out.textContent = r.status + '\\n' + await r.text(); };
  }
});
"""
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}details{border-bottom:1px solid #bbb;padding:.4rem 0}
summary{cursor:pointer;font-family:monospace}label{display:block;margin:.4rem 0}input,textarea{display:block;width:100%;font-family:monospace}pre{overflow:auto}
"""


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


_POLICY = (
    f"default-src 'none'; connect-src 'self'; script-src {_hash(_SCRIPT)}; style-src {_hash(_STYLE)}; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def add_page(app: FastAPI, name: str) -> None:
    """``/api/<service>/docs``."""
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style>'
        f'<body data-openapi="/api/{name}/openapi.json"><h1>{name}</h1><main></main><script>{_SCRIPT}</script></body></html>'
    )

    @app.get(f"/api/{name}/docs", include_in_schema=False)
    async def docs_page() -> HTMLResponse:
        return HTMLResponse(page, headers={"Content-Security-Policy": _POLICY})

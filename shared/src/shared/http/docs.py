"""A page that lists and tries a service's operations, without anything from elsewhere."""

from __future__ import annotations

import base64
import hashlib

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

_SCRIPT = """
const make = (tag, words, parent) => { const e = document.createElement(tag); e.textContent = words || ''; parent.append(e); return e; };
const json = value => JSON.stringify(value, null, 2);
const resolve = (api, node) => node.$ref ? node.$ref.slice(2).split('/').reduce((at, step) => at[step], api) : node;

function field(form, label, value, says, rows) {
  const box = make('label', label, form), input = make(rows ? 'textarea' : 'input', '', box);
  input.value = value;
  if (rows) { input.rows = rows; input.spellcheck = false; }
  if (says) make('small', says, box);
  return input;
}

function answers(api, operation, box) {
  const list = make('dl', '', box);
  for (const [status, said] of Object.entries(operation.responses)) {
    const answer = resolve(api, said);
    make('dt', status, list);
    make('dd', answer.description.replaceAll('`', ''), list);
  }
}

function tryIt(api, path, method, operation, box) {
  const form = make('form', '', box), wanted = (operation.parameters || []).map(each => resolve(api, each));
  const inputs = wanted.map(each => [each, field(form, each.name + (each.required ? ' (needed)' : ''),
    each.in === 'path' ? '' : each.required ? each.example || '' : '', each.description)]);
  const media = operation.requestBody && operation.requestBody.content['application/json'];
  const body = media && field(form, 'body', json(media.example), '', Math.min(20, json(media.example).split('\\n').length + 1));
  const file = operation.requestBody && !media && field(form, 'file', '', '');
  if (file) file.type = 'file';
  const token = operation.security && field(form, 'token', sessionStorage.token || '', 'Not needed when this browser is signed in.');
  make('button', 'Send', form);
  const out = make('pre', '', box);
  out.setAttribute('aria-live', 'polite');
  form.onsubmit = async event => {
    event.preventDefault();
    const headers = {}, query = new URLSearchParams();
    let address = path;
    for (const [each, input] of inputs) {
      if (each.in === 'path') address = address.replace('{' + each.name + '}', encodeURIComponent(input.value));
      else if (input.value && each.in === 'query') query.append(each.name, input.value);
      else if (input.value && each.in === 'header') headers[each.name] = input.value;
    }
    if (token) { sessionStorage.token = token.value; if (token.value) headers.authorization = 'Bearer ' + token.value; }
    if (body) headers['content-type'] = 'application/json';
    const sent = file ? file.files[0] : body && body.value;
    try {
      const answer = await fetch(address + (query.size ? '?' + query : ''), {method: method.toUpperCase(), headers, body: sent});
      const text = await answer.text(), etag = answer.headers.get('etag');
      let shown = text;
      try { shown = json(JSON.parse(text)); } catch { }
      out.textContent = answer.status + (etag ? '   ETag: ' + etag : '') + '\\n' + shown;
    } catch (away) { out.textContent = 'The service did not answer: ' + away.message; }
  };
}

function operations(api, tag, parent) {
  const section = make('section', '', parent), title = make('h2', tag.name, section);
  section.id = title.id = tag.name;
  make('p', tag.description, section);
  for (const [path, methods] of Object.entries(api.paths)) for (const [method, operation] of Object.entries(methods)) {
    if (operation.tags[0] !== tag.name) continue;
    const box = make('details', '', section), line = make('summary', '', box);
    make('b', method.toUpperCase(), line).className = method;
    make('code', path, line);
    make('span', operation.summary, line);
    make('p', operation.description, box);
    box.ontoggle = () => { if (box.open && !box.dataset.filled) { box.dataset.filled = 1; tryIt(api, path, method, operation, box); make('h3', 'Answers', box); answers(api, operation, box); } };
  }
}

fetch(document.body.dataset.openapi).then(answer => answer.json()).then(api => {
  document.title = api.info.title;
  document.querySelector('h1').textContent = api.info.title;
  const about = document.querySelector('header'), nav = document.querySelector('nav'), main = document.querySelector('main');
  for (const words of api.info.description.split('\\n\\n')) make('p', words.replaceAll('**', '').replaceAll('`', ''), about);
  for (const tag of api.tags) { make('a', tag.name, nav).href = '#' + tag.name; operations(api, tag, main); }
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
});
"""
_STYLE = """
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}
nav{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;padding:.5rem 0;border-block:1px solid #8886}h2{margin:2rem 0 0}h3{margin:1rem 0 0}
details{border-bottom:1px solid #8886;padding:.4rem 0}summary{cursor:pointer}summary b{display:inline-block;min-width:4.5rem;font-family:monospace}
summary code{margin-right:1rem}label{display:block;margin:.6rem 0;font-family:monospace}small{display:block;font-family:system-ui,sans-serif}
input,textarea{display:block;box-sizing:border-box;width:100%;font:1rem monospace;padding:.3rem}button{font:inherit;padding:.3rem 1.5rem}
pre{overflow:auto;max-height:30rem}dl{display:grid;grid-template-columns:4rem 1fr;gap:.2rem 1rem}dd{margin:0;overflow-wrap:anywhere}
:focus-visible{outline:3px solid #06c;outline-offset:2px}a.skip{position:absolute;left:-99rem}a.skip:focus{position:static}
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
        f'<body data-openapi="/api/{name}/openapi.json"><a class="skip" href="#operations">To the operations</a>'
        f'<header><h1>{name}</h1></header><nav aria-label="Groups"></nav><main id="operations" tabindex="-1"></main>'
        f"<noscript>The same in JSON: /api/{name}/openapi.json</noscript><script>{_SCRIPT}</script></body></html>"
    )

    @app.get(f"/api/{name}/docs", include_in_schema=False)
    async def docs_page() -> HTMLResponse:
        return HTMLResponse(page, headers={"Content-Security-Policy": _POLICY})

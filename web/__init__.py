"""What people see.

In: an archive, an engine and settings. Out: `create_app`, a Flask application with the public's
pages and the JSON API.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, request
from flask.json.provider import DefaultJSONProvider
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.urls import uri_to_iri

from archive import Archive
from archive.browsing import Browsing
from archive.settings import today
from indexer import SearchEngine
from indexer.examples import Examples
from web import (
    api,
    asking,
    calendar,
    describing,
    detours,
    errors,
    facets,
    feeds,
    issues,
    language,
    names,
    people,
    preferences,
    reading,
    saying,
    search,
    sitemap,
)
from web.holdings import (
    EXTENSION,
    LARGEST_BODY,
    Coverages,
    Holdings,
    Settings,
    SettingsError,
    holdings,
)
from web.links import LINKS, DayConverter, MonthDayConverter

__all__ = ["Settings", "SettingsError", "create_app"]

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # what somebody searched for is nobody else's business
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # a story that was taken down must not live on in a cache
    "Cache-Control": "no-cache",
}
FOR_OTHER_SITES = {
    # what anybody may read a program on another site's page may read; nobody is logged in here
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Headers of what is for programs: the JSON API and the feeds."""
PAGES = (
    *(search, asking, facets, reading, issues, calendar, people),
    *(preferences, feeds, sitemap, api, detours),
)
YEAR_SECONDS = 365 * 24 * 3600


class PlainJson(DefaultJSONProvider):
    """JSON with Chinese as it is and keys in the order given."""

    ensure_ascii = False
    sort_keys = False


def create_app(archive: Archive, engine: SearchEngine, settings: Settings) -> Flask:
    """The WSGI application over an open archive and engine."""
    app = Flask(__name__)
    app.extensions[EXTENSION] = Holdings(
        archive, Browsing(archive), Coverages(archive), Examples(engine), engine, settings
    )
    app.json = PlainJson(app)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR_SECONDS
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.url_map.converters |= {"day": DayConverter, "month_day": MonthDayConverter}
    for module in PAGES:
        app.register_blueprint(module.pages)
    language.register(app)
    errors.register(app)
    detours.register(app)
    _prepare_templates(app, settings)

    @app.after_request
    def guard(response: Response) -> Response:
        headers = HEADERS
        if request.path == "/feed" or request.path.startswith("/api/"):
            headers = HEADERS | FOR_OTHER_SITES
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if response.mimetype == "text/html":
            # the same address looks otherwise to who chose otherwise
            response.vary.add("Cookie")
        return response

    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=hops
        )
    return app


def _prepare_templates(app: Flask, settings: Settings) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    # the file's content is in its address, so that browsers may keep it for good
    versions = {
        file.name: sha256(file.read_bytes()).hexdigest()[:12]
        for file in Path(app.static_folder or "").iterdir()
    }

    def static_url(name: str) -> str:
        return f"{request.script_root}{app.static_url_path}/{name}?v={versions[name]}"

    app.jinja_env.globals.update(
        LINKS,
        canonical_url=describing.canonical_url,
        site_name=settings.site_name,
        static_url=static_url,
        picture_size=_picture_size,
        preferences=preferences.preferences,
        today=today,
    )
    app.jinja_env.filters.update(
        day=names.day_text,
        only_month=names.only_month_text,
        day_of_year=names.day_of_year_text,
        page_name=names.page_text,
        event=names.event_text,
        told=saying.told,
        # as people read an address: typed in again it leads to the same page
        readable=uri_to_iri,
    )


def _picture_size(media: str) -> tuple[int, int] | None:
    """Width and height for a picture's place, so that nothing shifts when it comes."""
    return holdings().browsing.size(media)

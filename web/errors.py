"""What a reader or a program sees when a page cannot be given.

In: the error. Out: a page that says what to do next, or for `/api/` the same as JSON, with
the right status.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from archive import Gone
from indexer import EngineDown, QueryError
from web.language import LazyString, lazy_gettext

EXPLAINED: Mapping[int, tuple[LazyString, LazyString]] = {
    400: (lazy_gettext("这个问题没有读懂"), lazy_gettext("请检查网址或检索条件，改正后再试。")),
    403: (
        lazy_gettext("没有接受这个请求"),
        lazy_gettext("它不是从本站的页面发出的。请回到原来的页面再试。"),
    ),
    404: (
        lazy_gettext("没有这一页"),
        lazy_gettext("网址可能写错了。可以在上面的检索框里用标题或人名查找。"),
    ),
    405: (lazy_gettext("不能这样访问"), lazy_gettext("这一页只能打开来看。请从首页重新开始。")),
    410: (
        lazy_gettext("这篇报道已经撤下"),
        lazy_gettext("它曾经在这里，现在不再提供。可以在上面的检索框里查找其他报道。"),
    ),
    500: (lazy_gettext("出错了"), lazy_gettext("这是我们的问题，已经记录下来。请稍后再试。")),
    503: (lazy_gettext("检索暂时不可用"), lazy_gettext("索引正在准备或暂时停用，请过一会儿再试。")),
}
RETRY_SECONDS = 30


def register(app: Flask) -> None:
    """Answers every error of `app` by this module."""

    @app.errorhandler(QueryError)
    def misasked(error: QueryError) -> ResponseReturnValue:
        return explain(400, str(error))

    @app.errorhandler(Gone)
    def gone(error: Gone) -> ResponseReturnValue:
        return explain(410)

    @app.errorhandler(EngineDown)
    def down(error: EngineDown) -> ResponseReturnValue:
        current_app.logger.error("engine down: %s", error)
        response = make_response(explain(503))
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> ResponseReturnValue:
        code = error.code or 500
        # redirects and not-modified are HTTPExceptions too
        if code < 400:
            return error.get_response()
        response = make_response(explain(code))
        for name, value in error.get_headers():
            if name not in ("Content-Type", "Content-Length"):
                response.headers[name] = value
        return response


def explain(code: int, reason: str = "") -> ResponseReturnValue:
    """The page, or the JSON, of one status; `reason` says what was wrong in this case."""
    title, advice = map(str, EXPLAINED.get(code, EXPLAINED[400 if code < 500 else 500]))
    if request.path.startswith("/api/"):
        return jsonify(error={"status": code, "title": title, "message": reason or advice}), code
    page = render_template("error.html", code=code, title=title, reason=reason, advice=advice)
    return page, code

"""Everything that is set on Jupyter Server, JupyterLab and Voilà, in one place."""

from typing import Any

import zmq
from traitlets.config import Config

from workbook import errors
from workbook.jupyter import HOST
from workbook.jupyter.place import ASSETS, Place

__all__ = ["settings"]

# A page that closes ends its kernel; this is for one that could not, and for JupyterLab's tabs.
SECONDS_UNTIL_CULLED = 90
SECONDS_BETWEEN_CULLS = 15

# No other site (another port of this computer is one) is told where a page was, loads a file of
# it, or holds its window.
HEADERS = {
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

TEMPLATE = ASSETS / "share" / "voila" / "templates" / "workbook"

# The front-end extensions that a page needs; any others only slow it down or break it.
PAGE_EXTENSIONS = [
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
]


def settings(place: Place, workbook: str, landing: str, port: int, browser: bool) -> Config:
    """Return the settings of one run, whose first page is of `workbook`, a name on the shelf.

    See `workbook.jupyter.serve` for the others.
    """
    config = Config()
    _server(config, place, landing, port, browser)
    _kernels(config, workbook)
    _lab(config)
    _voila(config)
    return config


def _server(config: Config, place: Place, landing: str, port: int, browser: bool) -> None:
    config.ServerApp.update(
        {
            "ip": HOST,
            "port": port,
            "port_retries": 0,
            "base_url": "/",
            "default_url": landing,
            "root_dir": str(place.shelf.served),
            "jpserver_extensions": {"jupyterlab": True, "voila.server_extension": True},
            "contents_manager_class": "workbook.jupyter.contents.GuardedContents",
            "extra_template_paths": [str(TEMPLATE)],
            "open_browser": browser,
            "identity_provider_class": "workbook.jupyter.gate.Gate",
            "tornado_settings": {"headers": HEADERS},
            "extra_log_scrub_param_keys": ["ticket"],
            # Only this computer can reach the server, and a container has no other user.
            "allow_root": True,
            "log_level": "ERROR",
        }
    )
    config.GuardedContents.guided = place.shelf.notebooks
    config.IdentityProvider.cookie_options = {"samesite": "Lax"}
    config.PasswordIdentityProvider.allow_password_change = False


def _kernels(config: Config, workbook: str) -> None:
    encryption = "auto" if zmq.has("curve") else "disabled"
    for manager in ("KernelManager", "MultiKernelManager", "MappingKernelManager"):
        config[manager].transport_encryption = encryption
    config.ServerApp.kernel_manager_class = "workbook.jupyter.kernels.SpareKernelManager"
    config.SpareKernelManager.expects = workbook
    config.MappingKernelManager.cull_idle_timeout = SECONDS_UNTIL_CULLED
    config.MappingKernelManager.cull_interval = SECONDS_BETWEEN_CULLS


def _lab(config: Config) -> None:
    config.LabApp.update(
        {
            "extra_labextensions_path": [str(ASSETS / "labextensions")],
            "custom_css": True,
            "extension_manager": "readonly",
            "log_level": "ERROR",
            "news_url": None,
            "check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        }
    )


def _voila(config: Config) -> None:
    config.VoilaConfiguration.update(
        {
            "template": "workbook",
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "extension_allowlist": PAGE_EXTENSIONS,
            # Our template decides what is shown of an error, and needs to see it for that.
            "show_tracebacks": True,
            "resources": {"workbook_errors": errors.__all__},
            "prelaunch_hook": _give_shutdown_token,
            "page_config_hook": _stay_offline,
        }
    )


def _give_shutdown_token(request: Any, **_: object) -> None:
    """Give the page the token without which its request to end its kernel would be refused."""
    _ = request.xsrf_token  # reading it sets the cookie that Voilà's page sends back


def _stay_offline(page: dict[str, Any], **_: object) -> dict[str, Any]:
    """Let pages take MathJax from Voilà itself; the default address is on the internet."""
    return {**page, "fullMathjaxUrl": None, "mathjaxConfig": None}

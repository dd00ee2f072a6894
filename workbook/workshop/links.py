"""The addresses that people open: the room's for all who are in it, and each one's own."""

__all__ = ["join_link", "own_link"]


def join_link(address: str, code: str) -> str:
    """Return what the QR code on the wall leads to; `address` is one of the room's addresses.

    >>> join_link("192.168.1.7:8000", "ABC234")
    'http://192.168.1.7:8000/j/ABC234'
    """
    return f"http://{address}/j/{code}"


def own_link(address: str, token: str) -> str:
    """Return an invited person's own page, where they answer privately.

    >>> own_link("127.0.0.1:8000", "Ut0y4xZ1")
    'http://127.0.0.1:8000/v/Ut0y4xZ1'
    """
    return f"http://{address}/v/{token}"

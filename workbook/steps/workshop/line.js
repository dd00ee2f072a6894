// The line to the room's process, which is found again by itself.
class Line {
  constructor(tell, lost) {
    this.tell = tell;
    this.lost = lost;
  }

  to(room) {
    const before = this.room;
    this.room = room;
    if (before?.port === room?.port && before?.key === room?.key && this.socket) return;
    this.end();
    if (room?.port) this.open();
  }

  open() {
    const { port, key } = this.room;
    const socket = (this.socket = new WebSocket(`ws://127.0.0.1:${port}/control/follow`));
    socket.onopen = () => socket.send(key);
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket) return;
      this.tries = 0;
      this.tell(JSON.parse(data));
    };
    socket.onclose = () => {
      if (socket !== this.socket) return;
      this.lost((this.tries = (this.tries ?? 0) + 1));
      this.again = setTimeout(() => this.open(), 1000);
    };
  }

  send(command) {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(command));
    return true;
  }

  end() {
    clearTimeout(this.again);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }
}

// JupyterLab keeps Enter from sending a form.
function enterSends(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.nodeName !== "INPUT") return;
    event.preventDefault();
    form.requestSubmit();
  });
}

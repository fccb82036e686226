#!/usr/bin/env python3
"""HTTP/2 over TLS that floods: flooding_h2.py FOLDER FLOOD writes FOLDER/cert.pem, listens on a port of
127.0.0.1, prints it, and sends the frames of FLOOD for ever."""
import socket
import ssl
import struct
import subprocess
import sys
import threading


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


OK = frame(1, 4, 1, b"\x88")  # HEADERS: ":status: 200"
FLOODS = {
    "settings": (b"", frame(4, 1, 0) * 1000),
    "ping": (b"", frame(6, 1, 0, b"12345678") * 500),
    "altsvc": (b"", frame(10, 0, 0, b"\0\1xh2=\":1\"") * 500),
    "window": (b"", frame(8, 0, 0, b"\0\0\0\1") * 500),
    "unknown": (b"", frame(0xBB, 0, 0, b"x" * 1000) * 16),
    "empty": (OK, frame(0, 0, 1) * 1000),
    "padding": (OK, frame(0, 8, 1, b"\xff" + b"\0" * 255) * 50),
}


def serve(connection, context, flood):
    try:
        tls = context.wrap_socket(connection, server_side=True)
        tls.recv(65536)
        tls.sendall(frame(4, 0, 0))
        first, endless = FLOODS[flood]
        tls.sendall(first)
        while True:
            tls.sendall(endless)
    except OSError:
        connection.close()


folder, flood = sys.argv[1:]
subprocess.run(
    ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder + "/key.pem", "-out",
     folder + "/cert.pem", "-days", "2", "-subj", "/CN=flood", "-addext", "subjectAltName=IP:127.0.0.1"],
    check=True, stderr=subprocess.DEVNULL)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(folder + "/cert.pem", folder + "/key.pem")
context.set_alpn_protocols(["h2"])
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    connection, _ = listener.accept()
    threading.Thread(target=serve, args=(connection, context, flood), daemon=True).start()

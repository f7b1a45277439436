package org.graphunlearning.workbench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;

/** The two loopback ports of a server. */
record Ports(int bolt, int http) {
    /** Free now; another process may take one before the server does, which then says so in its log. */
    static Ports free() {
        var loopback = InetAddress.getLoopbackAddress();
        try (var bolt = new ServerSocket(0, 1, loopback);
                var http = new ServerSocket(0, 1, loopback)) {
            return new Ports(bolt.getLocalPort(), http.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI boltUri() {
        return URI.create("bolt://localhost:" + bolt);
    }

    URI httpUri() {
        return URI.create("http://localhost:" + http + "/");
    }

    Map<String, String> settings() {
        return Map.of(
                "server.default_listen_address", "127.0.0.1",
                "server.bolt.listen_address", "127.0.0.1:" + bolt,
                "server.bolt.advertised_address", "localhost:" + bolt,
                "server.http.listen_address", "127.0.0.1:" + http,
                "server.http.advertised_address", "localhost:" + http);
    }
}

package org.graphunlearning.workbench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.SplittableRandom;

/** The two loopback ports of a server. */
record Ports(int bolt, int http) {
    /** Below the range from which systems draw ports for outgoing connections, so that a restart finds its own free again. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    /** Free now; another process may take one before the server does, which then says so in its log. */
    static Ports free() {
        var random =
                new SplittableRandom(System.nanoTime() ^ ProcessHandle.current().pid());
        int bolt = free(random);
        int http = free(random);
        while (http == bolt) {
            http = free(random);
        }
        return new Ports(bolt, http);
    }

    private static int free(SplittableRandom random) {
        while (true) {
            int port = random.nextInt(LOWEST, HIGHEST);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Next one; the range holds far more ports than a machine runs servers.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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

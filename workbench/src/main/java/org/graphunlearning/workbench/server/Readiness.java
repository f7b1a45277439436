package org.graphunlearning.workbench.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.Config;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;

/** Waits until a server answers over HTTP, then makes sure it does over Bolt. */
record Readiness(ServerProcess process, Duration timeout) {
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);

    void await(Ports ports, AuthToken auth) {
        var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        var deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (!answers(http, ports.httpUri())) {
            if (!process.aliveAfter(BETWEEN_PROBES)) {
                throw new IllegalStateException("Neo4j ended while starting. " + process.lastLines());
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new IllegalStateException(
                        "Neo4j did not answer within " + timeout.toSeconds() + " s. " + process.lastLines());
            }
        }
        var quiet = Config.builder().withLogging(Logging.none()).build();
        try (var driver = GraphDatabase.driver(ports.boltUri(), auth, quiet)) {
            driver.verifyConnectivity();
        }
    }

    private static boolean answers(HttpClient http, URI root) {
        var request =
                HttpRequest.newBuilder(root).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Neo4j.", e);
        }
    }
}

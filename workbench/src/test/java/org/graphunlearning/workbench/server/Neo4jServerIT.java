package org.graphunlearning.workbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.neo4j.driver.GraphDatabase;

/** One server for all: a start takes tens of seconds. */
@TestMethodOrder(OrderAnnotation.class)
class Neo4jServerIT {
    private static Neo4jServer server;

    @BeforeAll
    static void start() {
        server = Neo4jServer.start(Neo4jServer.Options.ofThisCheckout().withBrowser());
    }

    @AfterAll
    static void stop() {
        var pid = server.pid();
        server.close();
        assertThat(server.home()).doesNotExist();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEqualTo(Optional.empty());
    }

    @Test
    @Order(1)
    void answersOverBolt() {
        assertThat(number("RETURN 1")).isEqualTo(1);
    }

    @Test
    @Order(2)
    void loadsThePluginWithoutComplaint() {
        assertThat(server.debugLog())
                .isNotEmpty()
                .doesNotContain("Failed to load `org.graphunlearning")
                .doesNotContain(" ERROR ");
    }

    @Test
    @Order(3)
    void servesTheBrowser() throws Exception {
        var response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.browserUri()).build(), BodyHandlers.discarding());
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void keepsCommittedDataWhenKilled() {
        number("CREATE (:Kept) RETURN 1");
        server.kill();
        server.restart();
        assertThat(number("MATCH (n:Kept) RETURN count(n)")).isEqualTo(1);
    }

    private static long number(String query) {
        try (var driver = GraphDatabase.driver(server.boltUri(), server.auth());
                var session = driver.session()) {
            return session.run(query).single().get(0).asLong();
        }
    }
}

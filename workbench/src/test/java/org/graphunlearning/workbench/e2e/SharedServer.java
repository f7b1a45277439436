package org.graphunlearning.workbench.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.graphunlearning.workbench.demo.UnlearnClient;
import org.graphunlearning.workbench.server.Neo4jServer;
import org.graphunlearning.workbench.server.ServerJvm;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;

/**
 * One real server with the packaged plugin for all end-to-end tests, emptied before each: a start takes tens of seconds. Its
 * user's home is a folder of its own, so that a test can see what is left there.
 */
public final class SharedServer implements BeforeEachCallback, ParameterResolver {
    /** A server and a connection to it. */
    public static final class Running implements AutoCloseable {
        private final Path userHome;
        private final Neo4jServer server;
        private final Driver driver;

        /** Starts a server on a runtime. */
        public Running(ServerJvm jvm) {
            this(Neo4jServer.Options.ofThisCheckout().withBrowser().withJvm(jvm));
        }

        /** Starts a server. */
        public Running(Neo4jServer.Options options) {
            try {
                this.userHome = Files.createTempDirectory("user-home-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            this.server = Neo4jServer.start(options.withJvm(options.jvm().withOptions("-Duser.home=" + userHome)));
            // The pool outlives a killed server: look at each connection before using it.
            var config = Config.builder()
                    .withLogging(Logging.none())
                    .withConnectionLivenessCheckTimeout(0, TimeUnit.MILLISECONDS)
                    .build();
            this.driver = GraphDatabase.driver(server.boltUri(), server.auth(), config);
        }

        /** The process. */
        public Neo4jServer server() {
            return server;
        }

        /** For transactions that a test steers itself. */
        public Driver driver() {
            return driver;
        }

        /** For one call per transaction. */
        public UnlearnClient client() {
            return new UnlearnClient(driver);
        }

        /** The home folder of the server's user. */
        public Path userHome() {
            return userHome;
        }

        @Override
        public void close() {
            driver.close();
            server.close();
            try (var left = Files.walk(userHome)) {
                left.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Running.class, key -> new Running(ServerJvm.current()), Running.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        running(context).client().run("MATCH (n) DETACH DELETE n", Map.of());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context);
    }
}

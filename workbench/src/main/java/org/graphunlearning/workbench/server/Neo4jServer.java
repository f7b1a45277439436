package org.graphunlearning.workbench.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;

/**
 * A real Neo4j Community server in a process of its own, on free loopback ports, with the plugin jar where a user would
 * put it and no {@code unrestricted} setting.
 *
 * <p>It ends with {@link #close()} or with this JVM, whichever comes first; only a {@code kill -9} of this JVM leaves it
 * behind. Without a home of its own it lives in a temporary one, which goes with it.
 */
public final class Neo4jServer implements AutoCloseable {
    private final Options options;
    private final ServerHome home;
    private final Ports ports;
    private final String password;
    private ServerProcess process;

    private Neo4jServer(Options options, ServerHome home, String password) {
        this.options = options;
        this.home = home;
        this.ports = Ports.free();
        this.password = password;
        home.install(options.plugins());
        home.configure(settings());
        if (options.auth() && !home.hasData()) {
            ServerProcess.administer(options, home, List.of("dbms", "set-initial-password", password));
        }
        this.process = launch();
    }

    /** Starts a server and returns when it answers over HTTP and Bolt. */
    public static Neo4jServer start(Options options) {
        var home = options.home() == null ? ServerHome.temporary() : ServerHome.in(options.home());
        var given = options.password();
        if (options.auth() && home.hasData() && given == null) {
            throw new IllegalArgumentException("This home already holds data. Give the password it was made with.");
        }
        try {
            return new Neo4jServer(
                    options, home, given == null ? UUID.randomUUID().toString() : given);
        } catch (RuntimeException e) {
            home.deleteIfTemporary();
            throw e;
        }
    }

    /** Where drivers connect to. */
    public URI boltUri() {
        return ports.boltUri();
    }

    /** The HTTP root; {@code GET} answers with the server's version. */
    public URI httpUri() {
        return ports.httpUri();
    }

    /** Neo4j Browser, there only with {@link Options#browser()}. */
    public URI browserUri() {
        return httpUri().resolve("browser/");
    }

    /** Password of the user {@code neo4j}. */
    public String password() {
        return password;
    }

    /** What to hand to the driver. */
    public AuthToken auth() {
        return options.auth() ? AuthTokens.basic("neo4j", password) : AuthTokens.none();
    }

    /** The process, to measure it from outside. */
    public long pid() {
        return process.pid();
    }

    /** The home directory: configuration, plugins, data and logs. */
    public Path home() {
        return home.dir();
    }

    /** What {@code neo4j.log} holds by now. */
    public String log() {
        return home.log("neo4j.log");
    }

    /** What {@code debug.log} holds by now; plugins that fail to load say so here. */
    public String debugLog() {
        return home.log("debug.log");
    }

    /** Ends the server as a power cut would, and keeps its home for {@link #restart()}. */
    public void kill() {
        process.kill();
    }

    /** Stops the server if it runs, and starts it again on the same data, ports and password. */
    public void restart() {
        process.stop();
        process = launch();
    }

    /** Stops the server and deletes its home if that is temporary. */
    @Override
    public void close() {
        process.stop();
        home.deleteIfTemporary();
    }

    private ServerProcess launch() {
        var started = ServerProcess.start(options, home);
        try {
            new Readiness(started, options.startTimeout()).await(ports, auth());
            return started;
        } catch (RuntimeException e) {
            started.stop();
            throw e;
        }
    }

    private Map<String, String> settings() {
        var all = new HashMap<>(ports.settings());
        all.put("server.memory.pagecache.size", "512m");
        all.put("dbms.security.auth_enabled", Boolean.toString(options.auth()));
        all.put("dbms.usage_report.enabled", "false");
        all.put("client.allow_telemetry", "false");
        // Netty lingers for five seconds per event loop, in case someone calls; at the end of a test nobody does.
        all.put("internal.dbms.bolt.netty_server_shutdown_quiet_period", "0");
        all.putAll(options.settings());
        return all;
    }

    /**
     * What server to start.
     *
     * @param classPathFile the server's class path, as the build writes it
     * @param plugins jars for the plugin folder
     * @param home data, configuration and logs; null for a temporary directory
     * @param jvm the runtime of the server
     * @param browser whether Neo4j Browser is served
     * @param auth whether a caller must log in
     * @param password of the user {@code neo4j}; null to make one up
     * @param settings lines for {@code neo4j.conf}, over ours
     * @param startTimeout how long the server may take to answer
     */
    public record Options(
            Path classPathFile,
            List<Path> plugins,
            @Nullable Path home,
            ServerJvm jvm,
            boolean browser,
            boolean auth,
            @Nullable String password,
            Map<String, String> settings,
            Duration startTimeout) {
        /** Refuses a password that Neo4j would refuse after a slow start. */
        public Options {
            plugins = List.copyOf(plugins);
            settings = Map.copyOf(settings);
            if (password != null && password.length() < 8) {
                throw new IllegalArgumentException("Neo4j wants a password of at least 8 characters.");
            }
        }

        /** The plugin and the server of this checkout, on this runtime, in a temporary home, with a made-up password. */
        public static Options ofThisCheckout() {
            var checkout = Checkout.find();
            var plugins = List.of(checkout.pluginJar());
            var fiveMinutes = Duration.ofMinutes(5);
            return new Options(
                    checkout.serverClassPath(),
                    plugins,
                    null,
                    ServerJvm.current(),
                    false,
                    true,
                    null,
                    Map.of(),
                    fiveMinutes);
        }

        /** The same on the next line of Neo4j, whose class path only {@code ./mvnw verify} writes. */
        public Options withNextServer() {
            return new Options(
                    Checkout.find().nextServerClassPath(),
                    plugins,
                    home,
                    jvm,
                    browser,
                    auth,
                    password,
                    settings,
                    startTimeout);
        }

        /** The same with other plugins. */
        public Options withPlugins(Path... jars) {
            return new Options(
                    classPathFile, List.of(jars), home, jvm, browser, auth, password, settings, startTimeout);
        }

        /** The same in a home that stays; the password is needed again when it holds data already. */
        public Options withHome(Path dir, String itsPassword) {
            return new Options(classPathFile, plugins, dir, jvm, browser, auth, itsPassword, settings, startTimeout);
        }

        /** The same on another runtime or heap. */
        public Options withJvm(ServerJvm other) {
            return new Options(classPathFile, plugins, home, other, browser, auth, password, settings, startTimeout);
        }

        /** The same with Neo4j Browser. */
        public Options withBrowser() {
            return new Options(classPathFile, plugins, home, jvm, true, auth, password, settings, startTimeout);
        }

        /** The same, open to everyone on this machine. */
        public Options withoutAuth() {
            return new Options(classPathFile, plugins, home, jvm, browser, false, null, settings, startTimeout);
        }

        /** The same with other lines for {@code neo4j.conf}. */
        public Options withSettings(Map<String, String> lines) {
            return new Options(classPathFile, plugins, home, jvm, browser, auth, password, lines, startTimeout);
        }
    }
}

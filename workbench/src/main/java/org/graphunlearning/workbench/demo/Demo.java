package org.graphunlearning.workbench.demo;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import org.graphunlearning.workbench.server.Neo4jServer;
import org.graphunlearning.workbench.server.ServerJvm;
import org.neo4j.driver.Config;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;

/** The program behind {@code ./demo}: exit code 0, 1 when the demonstration fails, 2 when it was called wrongly. */
public final class Demo {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;
    private static final int FIRST_WITH_FAST_VECTORS = 21;

    private Demo() {}

    /** Runs the demonstration and ends this JVM. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Runs the demonstration and returns its exit code. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        DemoOptions options;
        Story story;
        try {
            options = DemoOptions.parse(arguments);
            story = new Story(options, options.readGraph(), new Console(out));
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return CALLED_WRONGLY;
        }
        try {
            return tell(options, story, new Console(out));
        } catch (RuntimeException e) {
            err.println("The demonstration failed: " + e.getMessage());
            return FAILED;
        }
    }

    private static int tell(DemoOptions options, Story story, Console console) {
        var server =
                console.during("Start Neo4j with the packaged plugin", () -> Neo4jServer.start(serverOptions(options)));
        try (server) {
            var quiet = Config.builder().withLogging(Logging.none()).build();
            DemoResult result;
            try (var driver = GraphDatabase.driver(server.boltUri(), server.auth(), quiet)) {
                result = story.tell(new UnlearnClient(driver));
            }
            console.say("");
            console.say(result.sentence());
            if (options.serve()) {
                invite(server, console, story);
            }
            if (options.json()) {
                console.say(result.toJson());
            }
            if (options.serve()) {
                awaitInterrupt();
            }
            return result.exactMatchesRetrain() ? OK : FAILED;
        }
    }

    private static Neo4jServer.Options serverOptions(DemoOptions options) {
        var jvm = ServerJvm.current();
        if (Runtime.version().feature() >= FIRST_WITH_FAST_VECTORS) {
            jvm = jvm.withVectorModule();
        }
        var usual = Neo4jServer.Options.ofThisCheckout().withJvm(jvm);
        return options.serve() ? usual.withBrowser() : usual;
    }

    private static void invite(Neo4jServer server, Console console, Story story) {
        console.say("");
        console.say("Neo4j Browser: " + server.browserUri());
        console.say("Connect to:    " + server.boltUri());
        console.say("User:          neo4j");
        console.say("Password:      " + server.password());
        console.say("");
        console.say("Four queries to paste:");
        story.queriesToPaste().forEach(console::say);
        console.say("");
        console.say("Ctrl-C stops the server.");
    }

    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

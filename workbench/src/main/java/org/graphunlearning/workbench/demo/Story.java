package org.graphunlearning.workbench.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.graphunlearning.testgraphs.GraphData;
import org.graphunlearning.testgraphs.NodeSplit;
import org.graphunlearning.workbench.demo.Step.Answers;
import org.graphunlearning.workbench.demo.Step.Hashes;
import org.graphunlearning.workbench.demo.UnlearnClient.Deleted;
import org.graphunlearning.workbench.demo.UnlearnClient.Link;
import org.graphunlearning.workbench.demo.UnlearnClient.Prediction;
import org.graphunlearning.workbench.demo.UnlearnClient.Trained;

/**
 * The demonstration: load, train, delete, and compare with training from scratch after each deletion.
 *
 * <p>Several seeds give several models for one mean accuracy. All but the first are dropped once measured: a model that
 * stays must forget what is deleted, and one model shows that as well as five.
 */
final class Story {
    private static final String MODEL = "demo";
    private static final String FROM_SCRATCH = "demo-from-scratch";
    private static final String WHOLE = "demo-whole-graph";

    private final DemoOptions options;
    private final GraphData graph;
    private final NodeSplit[] split;
    private final Console console;
    private final Map<String, Object> projection;
    private final Targets targets;

    /** Refuses a graph without test nodes: there would be no accuracy to show. */
    Story(DemoOptions options, GraphData graph, Console console) {
        this.options = options;
        this.graph = graph;
        this.split = options.split().equals(DemoOptions.RANDOM_SPLIT) ? graph.splitRandom() : graph.split();
        this.console = console;
        this.projection = new GraphLoader(graph, split).projection();
        this.targets = new Targets(graph, split);
        if (count(NodeSplit.TRAIN) == 0 || count(NodeSplit.TEST) == 0) {
            throw new IllegalArgumentException("Column `" + options.split() + "` of graph `" + graph.name()
                    + "` names no nodes for training or none for test.");
        }
    }

    DemoResult tell(UnlearnClient client) {
        console.say(String.format(
                Locale.ROOT,
                "Graph `%s`: %,d nodes, %,d edges, %,d features, %d classes; %,d nodes to train on, %,d to test on",
                graph.name(),
                graph.nodeCount(),
                graph.edgeCount(),
                graph.featureCount(),
                graph.classCount(),
                count(NodeSplit.TRAIN),
                count(NodeSplit.TEST)));
        load(client);
        var models = new ArrayList<Trained>();
        var whole = new ArrayList<Trained>();
        for (int seed = 1; seed <= options.seeds(); seed++) {
            var trained = train(client, seed);
            models.add(trained);
            whole.add(options.shards() == 1 ? trained : trainWhole(client, seed));
        }
        if (options.shards() > 1) {
            targets.stayInside(client.shards(MODEL));
        }
        double accuracy =
                whole.stream().mapToDouble(Trained::testAccuracy).average().orElse(0);
        return new Deletions(client, models.get(0).sha256())
                .tell(models, new DemoResult.Sharding(options.shards(), accuracy));
    }

    /** The rival of the shards: the same model of the whole graph at once. */
    private Trained trainWhole(UnlearnClient client, int seed) {
        var trained = console.during(
                "  the same on the whole graph at once", () -> client.train(WHOLE, wholeConfiguration(seed)));
        client.drop(WHOLE);
        console.say(String.format(
                Locale.ROOT, "  test accuracy %.4f, %d ms of training", trained.testAccuracy(), trained.trainMillis()));
        return trained;
    }

    /** Queries about the model as the demonstration leaves it. */
    List<String> queriesToPaste() {
        int node = targets.node();
        return List.of(
                "  CALL unlearn.model.list() YIELD modelName, modelInfo, sha256"
                        + " RETURN modelName, modelInfo.guarantee, modelInfo.version, sha256;",
                "  MATCH (n:Node {id: " + node + "}) CALL unlearn.explain.stream('" + MODEL
                        + "', n) YIELD path RETURN path;",
                "  MATCH (n:Node {id: " + node + "}) CALL unlearn.deleteNode('" + MODEL
                        + "', n, {verify: true, requestId: 'demo'}) YIELD guarantee, verdict, affectedNodes, unlearnMillis"
                        + " RETURN guarantee, verdict, affectedNodes, unlearnMillis;",
                "  CALL unlearn.verify('demo') YIELD evidenceLevel, progress, residual, noopVerdict, refVerdict"
                        + " RETURN evidenceLevel, progress, residual, noopVerdict, refVerdict;");
    }

    private void load(UnlearnClient client) {
        console.during("Load it through the Java driver", () -> {
            new GraphLoader(graph, split).load(client);
            return true;
        });
    }

    private Trained train(UnlearnClient client, int seed) {
        var model = seed == 1 ? MODEL : MODEL + "-seed-" + seed;
        var trained = console.during(
                "Train " + options.architecture() + " with seed " + seed + ", " + seed + " of " + options.seeds(),
                () -> client.train(model, configuration(seed)));
        double accuracy = accuracy(client.predict(model));
        requireSame("accuracy of model " + model, trained.testAccuracy(), accuracy);
        console.say(String.format(
                Locale.ROOT,
                "  test accuracy %.4f, %d ms of training, %.1f %% of the edges inside a shard",
                accuracy,
                trained.trainMillis(),
                100 * trained.keptEdges()));
        if (seed > 1) {
            client.drop(model);
        }
        return trained;
    }

    private Map<String, Object> configuration(int seed) {
        var configuration = wholeConfiguration(seed);
        if (options.shards() > 1) {
            configuration.put("shards", options.shards());
        }
        return configuration;
    }

    /** Trains with the cut of the model that forgets: an exact deletion leaves the cut as it is. */
    private Map<String, Object> fromScratchConfiguration() {
        var configuration = configuration(1);
        if (options.shards() > 1) {
            configuration.put("partitionFrom", MODEL);
        }
        return configuration;
    }

    private Map<String, Object> wholeConfiguration(int seed) {
        var configuration = new HashMap<>(projection);
        configuration.put("architecture", options.architecture());
        configuration.put("randomSeed", seed);
        return configuration;
    }

    private long count(NodeSplit part) {
        long count = 0;
        for (int node = 0; node < split.length; node++) {
            count += split[node] == part && graph.labels()[node] >= 0 ? 1 : 0;
        }
        return count;
    }

    /** Share of test nodes that are still there and predicted right, from the labels in the files. */
    private double accuracy(Map<Long, Prediction> predictions) {
        int right = 0;
        int all = 0;
        for (int node = 0; node < split.length; node++) {
            var prediction = predictions.get((long) node);
            if (split[node] == NodeSplit.TEST && graph.labels()[node] >= 0 && prediction != null) {
                all++;
                right += prediction.predictedClass() == graph.labels()[node] ? 1 : 0;
            }
        }
        return (double) right / all;
    }

    private static void requireSame(String what, double told, double computed) {
        if (told != computed) {
            throw new IllegalStateException(
                    "The " + what + " is " + told + " to the plugin and " + computed + " to its client.");
        }
    }

    /** The second part: the model's state as it moves from deletion to deletion. */
    private final class Deletions {
        private final UnlearnClient client;
        private String hash;
        private Map<Long, Prediction> answers;

        Deletions(UnlearnClient client, String hash) {
            this.client = client;
            this.hash = hash;
            this.answers = client.predict(MODEL);
        }

        DemoResult tell(List<Trained> models, DemoResult.Sharding sharding) {
            var node = node();
            var edge = edge();
            var feature = feature();
            var further = new ArrayList<>(List.of(together()));
            targets.crossingLink().ifPresent(link -> further.add(crossing(link)));
            targets.farNode().ifPresent(far -> further.add(far(far)));
            var result = new DemoResult(
                    graph.name(), options.architecture(), sharding, models, node, edge, feature, further);
            console.say("");
            console.table(
                    Step.HEADINGS, result.steps().stream().map(Step::cells).toList());
            return result;
        }

        private Step node() {
            int node = targets.node();
            var what = "node " + node + " with its " + targets.degree(node) + " edges";
            return step(what, targets.witnessOf(node), true, () -> client.deleteNode(MODEL, node));
        }

        private Step edge() {
            var link = targets.link();
            return step(
                    "edge " + link.source() + "-" + link.target(),
                    link.target(),
                    true,
                    () -> client.deleteEdge(MODEL, link));
        }

        private Step feature() {
            var cell = targets.cell();
            return step(
                    "feature " + cell.column() + " of node " + cell.node(),
                    cell.node(),
                    true,
                    () -> client.deleteFeature(MODEL, cell));
        }

        private Step together() {
            int node = targets.node();
            var link = targets.link();
            var cell = targets.cell();
            return step(
                    "node " + node + ", edge " + link.source() + "-" + link.target() + ", feature " + cell.column()
                            + " of node " + cell.node(),
                    link.target(),
                    true,
                    () -> client.deleteTogether(MODEL, node, link, cell));
        }

        private Step crossing(Link link) {
            return step(
                    "edge " + link.source() + "-" + link.target() + " between two shards",
                    link.source(),
                    false,
                    () -> client.deleteEdge(MODEL, link));
        }

        private Step far(int node) {
            return step(
                    "node " + node + ", far from all training nodes",
                    targets.witnessOf(node),
                    false,
                    () -> client.deleteNode(MODEL, node));
        }

        private Step step(String what, int witness, boolean reachesTraining, Supplier<Deleted> deletion) {
            var before = answers(witness);
            var hashBefore = hash;
            var deleted = console.during("Delete " + what, deletion);
            hash = client.sha256(MODEL);
            answers = client.predict(MODEL);
            var after = answers(witness);
            var fresh = console.during(
                    "  train from scratch on what remains",
                    () -> client.train(FROM_SCRATCH, fromScratchConfiguration()));
            client.drop(FROM_SCRATCH);
            return new Step(
                    what, deleted, new Hashes(hashBefore, hash, fresh.sha256()), before, after, reachesTraining);
        }

        private Answers answers(int witness) {
            var prediction = answers.get((long) witness);
            if (prediction == null) {
                throw new IllegalStateException("The model has no answer for node " + witness + ".");
            }
            return new Answers(accuracy(answers), prediction);
        }
    }
}

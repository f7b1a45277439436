package org.graphunlearning.workbench.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.jspecify.annotations.Nullable;

/** Whether many small requests end where one large one does: 20 times 0.5 % of the training nodes, and all of them at once. */
final class SequenceBenchmark implements Benchmark {
    static final int REQUESTS = 20;
    private static final int MOST_DRAWS = 100;
    private static final long PURPOSE = 0x53455155454E4345L;
    private static final String BATCH = "batch";
    private static final List<String> CONTENDERS = List.of(
            "unlink",
            "finetune",
            Contender.GIF,
            Contender.GIF_NEUMANN,
            "gnndelete",
            "auto",
            "linear",
            "cgu",
            "idea",
            "descentToDelete");

    private static final List<Column> COLUMNS = List.of(
            Columns.GRAPH,
            Columns.architecture(12),
            new Column("strategy", "strategy", "who forgets, see --strategies", 15),
            new Column("mode", "mode", "sequence: one request after the other; batch: all at once"),
            new Column("guarantee", "guarantee", "what the results promise, the weakest", 11),
            new Column("f1Mean", "F1", "micro F1 on the test nodes in the end, mean of the seeds", 6),
            new Column("agreement", "agree", "share of test nodes that get the class retraining gives them, mean", 6),
            new Column(
                    "parameterDistance", "param L2", "distance of the parameters from retraining's, same seed, mean"),
            new Column(
                    "batchAgreement", "as batch", "share of test nodes that get the class the batch gives them, mean"),
            new Column("batchDistance", "from batch", "distance of the parameters from the batch's, mean"),
            new Column("drift", "drift", "relative shifts the model counts since its last exact training, mean"),
            new Column("totalSeconds", "total s", "all calls together, 2 threads, median of the seeds", 7),
            new Column("retrainSeconds", "retrain s", "one retraining without all of them, median"),
            Columns.FINAL_STRATEGY,
            Columns.SEEDS,
            Columns.SPLIT,
            Columns.OTHERS);

    @Override
    public String name() {
        return "unlearn-sequence";
    }

    @Override
    public String summary() {
        return "20 requests of 0.5 % of the training nodes, one after the other and at once";
    }

    @Override
    public List<Option> options() {
        return UnlearnPlan.OPTIONS;
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void run(Arguments arguments, BenchPlace place, Report report) {
        var plan = UnlearnPlan.of(arguments, place.graphs(), CONTENDERS);
        var remarks = new UnlearnRemarks(report);
        try (var compute = Compute.withThreads(UnlearnBenchmark.THREADS)) {
            plan.course().run(place.graphs(), compute, (setting, graph) -> {
                var learner = setting.learner();
                var trial = new Trial(plan.contenders(learner), compute);
                var load = MachineLoad.watch();
                plan.trained(graph, learner, compute).forEach(trial::round);
                trial.tell(setting, load.others(), remarks);
            });
        }
        remarks.sayLast();
    }

    /**
     * What is asked for, request by request; no node twice.
     *
     * @throws IllegalStateException when no draw leaves every class a training node
     */
    static List<ForgetSet> requests(Graph graph, long seed) {
        int each = Demand.NODES_HALF_PERCENT.count(graph.trainingRows().length);
        if (graph.trainingRows().length > REQUESTS * each) {
            for (int draw = 0; draw < MOST_DRAWS; draw++) {
                var requests = drawn(graph, each, KeyHash.mix(KeyHash.mix(PURPOSE, seed), draw));
                if (graph.without(together(requests)).classes().equals(graph.classes())) {
                    return requests;
                }
            }
        }
        throw new IllegalStateException("Of " + graph.trainingRows().length + " training nodes, " + REQUESTS
                + " requests cannot take " + each + " each and leave one of every class.");
    }

    static ForgetSet together(List<ForgetSet> requests) {
        return requests.stream().reduce(ForgetSet.nothing(), ForgetSet::and);
    }

    private static List<ForgetSet> drawn(Graph graph, int each, long purpose) {
        int[] ranked = KeyedDraw.ranked(graph, graph.trainingRows(), purpose);
        return IntStream.range(0, REQUESTS)
                .mapToObj(at -> ForgetSet.ofNodes(Arrays.stream(ranked, at * each, (at + 1) * each)
                        .mapToLong(graph::key)
                        .toArray()))
                .toList();
    }

    /** One graph, one kind of model. */
    private static final class Trial {
        private final Compute compute;
        private final Map<Contender, Map<String, Showing>> showings = new LinkedHashMap<>();
        private final Tally common = new Tally();

        Trial(List<Contender> contenders, Compute compute) {
            this.compute = compute;
            for (var contender : contenders) {
                if (!contender.isUntouched()) { // nobody asks for the same nothing twenty times
                    var modes = new LinkedHashMap<String, Showing>();
                    modes.put(BATCH, new Showing());
                    modes.put("sequence", new Showing());
                    showings.put(contender, modes);
                }
            }
        }

        void round(Learned learned) {
            var parts = requests(learned.graph(), learned.config().seed());
            var batch = together(parts);
            var after = learned.graph().without(batch);
            var watch = new Stopwatch();
            var retrained = Trainer.fit(after, learned.config(), compute);
            common.add("retrainSeconds", watch.seconds());
            var goal = new Goal(after, retrained, Answers.of(retrained, after, compute));
            showings.forEach((contender, modes) -> {
                var atOnce = goal;
                for (var mode : modes.entrySet()) {
                    var steps = mode.getKey().equals(BATCH) ? List.of(batch) : parts;
                    var model = forgotten(contender, mode.getValue(), learned, steps);
                    if (model != null) {
                        var answers = Answers.of(model, after, compute);
                        atOnce = mode.getKey().equals(BATCH) ? new Goal(after, model, answers) : atOnce;
                        score(mode.getValue(), model, answers, goal, atOnce);
                    }
                }
            });
        }

        /** What a model may be compared with. */
        private record Goal(Graph graph, Gnn model, Answers answers) {}

        private @Nullable Gnn forgotten(Contender contender, Showing showing, Learned learned, List<ForgetSet> steps) {
            var graph = learned.graph();
            var model = learned.model();
            boolean exact = true;
            double seconds = 0;
            for (var forget : steps) {
                var request = new UnlearningRequest(
                        model, graph, graph.without(forget), forget, learned.config(), exact, learned.calibration());
                var timed = showing.attempt(contender, request, learned.seconds(), compute);
                if (timed == null) {
                    return null;
                }
                showing.add(timed);
                model = timed.result().model();
                graph = request.after();
                exact &= timed.result().guarantee() == Guarantee.EXACT;
                seconds += timed.seconds();
            }
            showing.tally().add("sumSeconds", seconds);
            return model;
        }

        private void score(Showing showing, Gnn model, Answers answers, Goal goal, Goal batch) {
            var tally = showing.tally();
            tally.add("f1", answers.microF1());
            tally.add("agreement", answers.agreement(goal.answers()));
            tally.addIfKnown("parameterDistance", ParameterVector.distance(model, goal.model()));
            tally.add("batchAgreement", answers.agreement(batch.answers()));
            tally.addIfKnown("batchDistance", ParameterVector.distance(model, batch.model()));
            tally.add("drift", model.sidecar().drift().shift());
        }

        void tell(Setting setting, @Nullable Double others, UnlearnRemarks remarks) {
            showings.forEach((contender, modes) -> modes.forEach((mode, showing) -> {
                if (showing.refusal() == null) {
                    remarks.add(row(setting, contender, showing, others).put("mode", mode));
                } else {
                    remarks.refused(setting, contender, showing.refusal());
                }
            }));
        }

        private Row row(Setting setting, Contender contender, Showing showing, @Nullable Double others) {
            var tally = showing.tally();
            return new Row()
                    .put("graph", setting.graph())
                    .put("architecture", setting.learner().name())
                    .put("strategy", contender.name())
                    .put("mode", null)
                    .put("guarantee", showing.guarantee())
                    .put("f1Mean", tally.mean("f1"))
                    .put("agreement", tally.mean("agreement"))
                    .put("parameterDistance", tally.mean("parameterDistance"))
                    .put("batchAgreement", tally.mean("batchAgreement"))
                    .put("batchDistance", tally.mean("batchDistance"))
                    .put("drift", tally.mean("drift"))
                    .put("totalSeconds", tally.median("sumSeconds"))
                    .put("retrainSeconds", common.median("retrainSeconds"))
                    .put("finalStrategy", showing.finalStrategy())
                    .put("seeds", tally.of("f1").values().length)
                    .put("split", setting.split())
                    .put("othersCpuShare", others);
        }
    }
}

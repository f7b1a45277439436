package org.graphunlearning.workbench.bench;

import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.jspecify.annotations.Nullable;

/** What each strategy costs and gives, beside doing nothing, taking out of sight, training on and retraining. */
final class UnlearnBenchmark implements Benchmark {
    static final int THREADS = 2;
    private static final int REHEARSED_EPOCHS = 20;

    @Override
    public String name() {
        return "unlearn";
    }

    @Override
    public String summary() {
        return "strategies: F1, likeness to retraining, membership, seconds, beside PyTorch with --peer";
    }

    @Override
    public List<Option> options() {
        return UnlearnPlan.OPTIONS;
    }

    @Override
    public Benchmark mode(Arguments arguments) {
        if (arguments.has(UnlearnPlan.ADVERSARIAL)) {
            UnlearnPlan.refuse(
                    arguments,
                    UnlearnPlan.ADVERSARIAL,
                    UnlearnPlan.SEQUENCE,
                    "peer",
                    "python",
                    "peer-scale",
                    "requests");
            return new AdversarialBenchmark();
        }
        if (arguments.has(UnlearnPlan.SEQUENCE)) {
            UnlearnPlan.refuse(arguments, UnlearnPlan.SEQUENCE, "peer", "python", "peer-scale", "requests");
            return new SequenceBenchmark();
        }
        return this;
    }

    @Override
    public List<Column> columns() {
        return UnlearnRow.COLUMNS;
    }

    @Override
    public void run(Arguments arguments, BenchPlace place, Report report) {
        var plan = UnlearnPlan.of(arguments, place.graphs(), Contender.USUAL);
        var remarks = new UnlearnRemarks(report);
        try (var compute = Compute.withThreads(THREADS)) {
            for (var name : plan.graphs()) {
                try (var peer = peer(plan, place, name)) {
                    plan.course()
                            .run(
                                    name,
                                    place.graphs(),
                                    compute,
                                    (setting, graph) ->
                                            measure(plan, setting, new Ground(graph, compute, peer), remarks));
                }
            }
        }
        remarks.sayLast();
    }

    private record Ground(
            Graph graph, Compute compute, @Nullable PyTorchPeer peer) {}

    private static @Nullable PyTorchPeer peer(UnlearnPlan plan, BenchPlace place, String name) {
        if (plan.python().isEmpty()) {
            return null;
        }
        var peer = PyTorchPeer.start(plan.python().get(), place, THREADS);
        peer.load(place.graphs().folder(name));
        return peer;
    }

    private static void measure(UnlearnPlan plan, Setting setting, Ground ground, UnlearnRemarks remarks) {
        var learner = setting.learner();
        var compute = ground.compute();
        var contenders = plan.contenders(learner);
        boolean rival = ground.peer() != null
                && GifPeer.knows(learner.config())
                && contenders.stream().anyMatch(Contender::isGif);
        var hurried = learner.config()
                .withEpochs(Math.min(REHEARSED_EPOCHS, learner.config().epochs()));
        new UnlearnTrial(plan.demands().get(0), contenders, compute, null)
                .rehearse(Learned.on(ground.graph(), hurried.withSeed(0), compute));
        var learned = plan.trained(ground.graph(), learner, compute);
        for (var demand : plan.demands()) {
            var peer = rival && ground.peer() != null ? new GifPeer(ground.peer(), plan.peerScale()) : null;
            var trial = new UnlearnTrial(demand, contenders, compute, peer);
            trial.run(learned);
            trial.showings().forEach((contender, showing) -> {
                if (showing.refusal() == null) {
                    remarks.add(UnlearnRow.of(setting, trial, contender, showing));
                } else {
                    remarks.refused(setting, contender, showing.refusal());
                }
            });
        }
    }
}

package org.graphunlearning.workbench.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.layer.MessageFlow;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.jspecify.annotations.Nullable;

/** One row of {@link TrainBenchmark}: one graph, one model, one number of threads. */
final class TrainRow {
    static final List<Column> COLUMNS = List.of(
            Columns.GRAPH,
            new Column(
                    "architecture",
                    "model",
                    "GCN: 2 layers, hidden 64, dropout 0.5; GAT: 8 heads of 8, then 1, dropout 0.6"),
            new Column("threads", "threads", "threads of either side"),
            new Column(
                    "trainMillis",
                    "train ms",
                    "our epoch as the plugin trains: only rows within reach of training rows"),
            new Column(
                    "inferMillis", "infer ms", "our forward pass without dropout, every row, model bound beforehand"),
            new Column(
                    "peerDenseMillis", "dense ms", "PyTorch's epoch with dense X, as PyTorch Geometric users write it"),
            new Column(
                    "peerSparseMillis", "sparse ms", "PyTorch's epoch with sparse X, the fastest form we could write"),
            new Column("ratioDense", "x dense", "peerDenseMillis over trainMillis, median of the rounds"),
            new Column("ratioSparse", "x sparse", "peerSparseMillis over trainMillis, median of the rounds"),
            new Column(
                    "trainEverywhereMillis",
                    "all rows ms",
                    "our epoch when every row is computed: PyTorch's amount of work"),
            new Column("ratioDenseEverywhere", "all x dense", "peerDenseMillis over trainEverywhereMillis"),
            new Column("ratioSparseEverywhere", "all x sparse", "peerSparseMillis over trainEverywhereMillis"),
            new Column("peerInferDenseMillis", "", "PyTorch's forward pass without dropout and gradients, dense X"),
            new Column("peerInferSparseMillis", "", "the same, sparse X"),
            new Column("ratioInferDense", "", "peerInferDenseMillis over inferMillis"),
            new Column("ratioInferSparse", "", "peerInferSparseMillis over inferMillis"),
            new Column("predictMillis", "", "our inference from graph and parameters, binding and softmax included"),
            new Column("ratioDenseMin", "", "lowest ratioDense of a round"),
            new Column("ratioDenseMax", "", "highest ratioDense of a round"),
            new Column("ratioSparseMin", "", "lowest ratioSparse of a round"),
            new Column("ratioSparseMax", "", "highest ratioSparse of a round"),
            new Column("trainCpuMillis", "", "trainMillis in CPU time of all threads"),
            new Column("trainEverywhereCpuMillis", "", "trainEverywhereMillis in CPU time of all threads"),
            new Column(
                    "peerDenseCpuMillis",
                    "",
                    "peerDenseMillis in CPU time, threads that spin while they wait included"),
            new Column("peerSparseCpuMillis", "", "the same, sparse X"),
            new Column(
                    "ratioDenseCpu",
                    "cpu x dense",
                    "ratioDense in CPU time: to be trusted on a busy machine, with 1 thread"),
            new Column("ratioSparseCpu", "cpu x sparse", "ratioSparse in CPU time"),
            new Column("ratioDenseEverywhereCpu", "", "ratioDenseEverywhere in CPU time"),
            new Column("ratioSparseEverywhereCpu", "", "ratioSparseEverywhere in CPU time"),
            new Column("rounds", "rounds", "rounds measured, each side in turn"),
            new Column("rows", "", "rows of the graph"),
            new Column("rowsInReach", "", "rows that the plugin's epoch computes"),
            new Column("trainingRows", "", "rows of the loss"),
            new Column(
                    "peerAgrees",
                    "agrees",
                    "same parameters give the same logits (to 1e-4) and gradients (to 1e-3) on both sides"),
            new Column("othersCpuShare", "others", "share of all cores that other programs used meanwhile"),
            new Column("peerDenseForm", "", "the variant that was fastest in PyTorch's warm-up, dense X"),
            new Column("peerSparseForm", "", "the variant that was fastest in PyTorch's warm-up, sparse X"),
            new Column("kernel", "", "our dense backend and sparse kernel"),
            Columns.JDK,
            new Column("peerVersion", "", "version of PyTorch"),
            new Column("peerBlas", "", "the BLAS that PyTorch multiplies with"));

    private static final double OWN_WARM_SHARE = 0.08;
    private static final double PEER_WARM_SHARE = 0.1;
    private static final int MIN_ROUNDS = 3;
    private static final int MAX_ROUNDS = 9;

    private final String name;
    private final Graph graph;
    private final TrainingConfig config;
    private final Compute compute;
    private final Gnn initial;

    /**
     * How long to measure.
     *
     * @param seconds for the row, warm-up included
     * @param rounds how many; 0 lets the time decide
     */
    record Effort(int seconds, int rounds) {}

    TrainRow(String name, Graph graph, TrainingConfig config, Compute compute) {
        this.name = name;
        this.graph = graph;
        this.config = config;
        this.compute = compute;
        this.initial = Gnn.initial(config.model(), graph.features().columns(), graph.classes(), config.seed());
    }

    Row measure(Effort effort, @Nullable PyTorchPeer peer) {
        long start = System.nanoTime();
        var restricted = FullBatch.ofTrainingRows(initial.copy(), graph, config, compute);
        var everywhere = FullBatch.ofAllRows(initial.copy(), graph, config, compute);
        var rival = peer == null ? null : rival(peer, everywhere, effort);
        var contest = new Contest();
        contest.enter("train", times -> Cost.of(restricted::train, times));
        contest.enter("everywhere", times -> Cost.of(everywhere::train, times));
        contest.enter("infer", times -> Cost.of(everywhere::infer, times));
        contest.enter("predict", times -> Cost.of(() -> initial.probabilities(graph, compute), times));
        warm(contest, effort);
        if (peer != null && rival != null) {
            for (var form : rival.forms()) {
                contest.enter(form, epochs -> peer.train(form, epochs));
                contest.enter(form + "Infer", passes -> peer.infer(form, passes));
            }
        }
        contest.rehearse();
        int rounds = rounds(effort, contest.roundMillis(), (System.nanoTime() - start) / 1e6);
        var own = Stream.of(ProcessHandle.current());
        var load = MachineLoad.watch((peer == null ? own : Stream.concat(own, Stream.of(peer.handle()))).toList());
        var outcome = contest.run(rounds);
        return row(outcome, rounds, load.others(), rival);
    }

    /** The JIT needs some thousand calls of everything; on large graphs it gets there within a few epochs. */
    private static void warm(Contest contest, Effort effort) {
        long start = System.nanoTime();
        do {
            contest.rehearse();
        } while ((System.nanoTime() - start) / 1e9 < OWN_WARM_SHARE * effort.seconds());
    }

    private static int rounds(Effort effort, double roundMillis, double spentMillis) {
        if (effort.rounds() > 0) {
            return effort.rounds();
        }
        double left = (effort.seconds() * 1000.0 - spentMillis) / roundMillis;
        return (int) Math.max(MIN_ROUNDS, Math.min(MAX_ROUNDS, left));
    }

    /** What is known of the rival before the contest. */
    private record Rival(List<String> forms, boolean agrees, Map<String, String> variants, PyTorchPeer peer) {}

    private Rival rival(PyTorchPeer peer, FullBatch ours, Effort effort) {
        var forms = peer.model(config, graph.classes().size(), initial.parameters());
        var answer = ours.answer();
        boolean agrees = forms.stream().allMatch(form -> Agreement.holds(answer, peer.answer(form)));
        var variants = new HashMap<String, String>();
        for (var form : forms) {
            variants.put(form, peer.warm(form, PEER_WARM_SHARE * effort.seconds()));
        }
        return new Rival(forms, agrees, variants, peer);
    }

    private Row row(Contest.Outcome outcome, int rounds, @Nullable Double others, @Nullable Rival rival) {
        var samples = outcome.wall();
        var cpu = outcome.cpu();
        var dense = ratio(samples, "dense", "train");
        var sparse = ratio(samples, "sparse", "train");
        int[] rows = graph.trainingRows();
        var flow = MessageFlow.into(
                graph,
                config.model().architecture().weights(),
                rows,
                config.model().layers());
        return new Row()
                .put("graph", name)
                .put("architecture", config.model().architecture().name())
                .put("threads", compute.threads())
                .put("trainMillis", median(samples.get("train")))
                .put("inferMillis", median(samples.get("infer")))
                .put("peerDenseMillis", median(samples.get("dense")))
                .put("peerSparseMillis", median(samples.get("sparse")))
                .put("ratioDense", median(dense))
                .put("ratioSparse", median(sparse))
                .put("trainEverywhereMillis", median(samples.get("everywhere")))
                .put("ratioDenseEverywhere", median(ratio(samples, "dense", "everywhere")))
                .put("ratioSparseEverywhere", median(ratio(samples, "sparse", "everywhere")))
                .put("peerInferDenseMillis", median(samples.get("denseInfer")))
                .put("peerInferSparseMillis", median(samples.get("sparseInfer")))
                .put("ratioInferDense", median(ratio(samples, "denseInfer", "infer")))
                .put("ratioInferSparse", median(ratio(samples, "sparseInfer", "infer")))
                .put("predictMillis", median(samples.get("predict")))
                .put("ratioDenseMin", dense == null ? null : dense.min())
                .put("ratioDenseMax", dense == null ? null : dense.max())
                .put("ratioSparseMin", sparse == null ? null : sparse.min())
                .put("ratioSparseMax", sparse == null ? null : sparse.max())
                .put("trainCpuMillis", median(cpu.get("train")))
                .put("trainEverywhereCpuMillis", median(cpu.get("everywhere")))
                .put("peerDenseCpuMillis", median(cpu.get("dense")))
                .put("peerSparseCpuMillis", median(cpu.get("sparse")))
                .put("ratioDenseCpu", median(ratio(cpu, "dense", "train")))
                .put("ratioSparseCpu", median(ratio(cpu, "sparse", "train")))
                .put("ratioDenseEverywhereCpu", median(ratio(cpu, "dense", "everywhere")))
                .put("ratioSparseEverywhereCpu", median(ratio(cpu, "sparse", "everywhere")))
                .put("rounds", rounds)
                .put("rows", graph.nodeCount())
                .put("rowsInReach", flow.rows(0).length)
                .put("trainingRows", rows.length)
                .put("peerAgrees", rival == null ? null : rival.agrees())
                .put("othersCpuShare", others)
                .put("peerDenseForm", rival == null ? null : rival.variants().get("dense"))
                .put("peerSparseForm", rival == null ? null : rival.variants().get("sparse"))
                .put("kernel", compute.description())
                .put("jdk", Runtime.version().toString())
                .put("peerVersion", rival == null ? null : rival.peer().version())
                .put("peerBlas", rival == null ? null : rival.peer().blas());
    }

    private static @Nullable Samples ratio(Map<String, Samples> samples, String theirs, String ours) {
        var above = samples.get(theirs);
        var below = samples.get(ours);
        return above == null || below == null ? null : above.over(below);
    }

    private static @Nullable Double median(@Nullable Samples samples) {
        return samples == null ? null : samples.median();
    }
}

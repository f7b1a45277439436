package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.verify.attack.MemberScore;
import org.graphunlearning.verify.certificate.CanonicalJson;
import org.graphunlearning.verify.report.Histogram;

/**
 * How sure the models are of true classes, as counts per bin of the log odds: of what was forgotten, and of nodes no model was trained
 * on. One line of canonical JSON each, {@code {who, low, high, pre, post, ref}}; no keys and no scores are kept.
 *
 * <p>All models are asked on the graph before, so that what was forgotten has an answer at all. A class that a model does not know is
 * not counted for it. Costs one pass of each model over what flows into these nodes, of others at most {@value #MOST_OTHERS}.
 */
final class ScoreBins {
    static final int MOST_OTHERS = 2000;
    private static final double END = 8; // 0.9997 as a probability
    private static final Histogram.Frame FRAME = new Histogram.Frame(-END, END, 16);

    private final Graph graph;
    private final long[] forgotten;
    private final Map<String, Gnn> models = new LinkedHashMap<>();
    private final long seed;
    private final Compute compute;

    ScoreBins(Verified.Shard shard, long seed, Compute compute) {
        this.graph = shard.subject().before();
        this.seed = seed;
        this.compute = compute;
        var forget = shard.subject().forget();
        this.forgotten = LongStream.concat(Arrays.stream(forget.nodes()), Arrays.stream(forget.labels()))
                .sorted()
                .distinct()
                .toArray();
        models.put("pre", shard.subject().model());
        models.put("post", shard.post());
        var reference = shard.evidence().verification().reference();
        if (reference != null) {
            models.put("ref", reference);
        }
    }

    /** One line for what was forgotten and one for others; none where nothing that was forgotten was trained on. */
    List<String> lines() {
        var members = Arrays.stream(forgotten)
                .filter(key -> isLabelled(graph.row(key)) && graph.split().role(graph.row(key)) == Role.TRAIN)
                .toArray();
        return members.length == 0 ? List.of() : List.of(line("FORGOTTEN", members), line("OTHERS", others()));
    }

    private boolean isLabelled(int row) {
        return row >= 0 && graph.labels().isLabelled(row);
    }

    /** Test nodes that stay, chosen by a hash of each if there are many, ascending. */
    private long[] others() {
        return Arrays.stream(graph.split().rows(Role.TEST))
                .filter(this::isLabelled)
                .mapToLong(graph::key)
                .filter(key -> Arrays.binarySearch(forgotten, key) < 0)
                .boxed()
                .sorted(Comparator.comparingLong((Long key) -> KeyHash.mix(seed, key))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_OTHERS)
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
    }

    private String line(String who, long[] keys) {
        var out = new LinkedHashMap<String, Object>();
        out.put("who", who);
        out.put("low", FRAME.low());
        out.put("high", FRAME.high());
        models.forEach((name, model) -> out.put(
                name,
                Histogram.of(who, FRAME, scores(model, keys), new double[0]).after()));
        return CanonicalJson.write(out);
    }

    private double[] scores(Gnn model, long[] keys) {
        var answers = Posteriors.of(model, graph, keys, compute);
        var out = new ArrayList<Double>();
        for (long key : keys) {
            int label = graph.labels().ofRow()[graph.row(key)];
            var probability = answers.of(key, graph.labels().vocabulary().get(label));
            if (probability != null && Double.isFinite(probability)) {
                out.add(MemberScore.phi(probability));
            }
        }
        return out.stream().flatMapToDouble(DoubleStream::of).toArray();
    }
}

package org.graphunlearning.partitioning.shard;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.partitioning.aggregate.Aggregation;
import org.graphunlearning.partitioning.aggregate.Homes;
import org.jspecify.annotations.Nullable;

/**
 * Shards that were trained independently and answer together. One shard is an ordinary model.
 *
 * <p>Shards are trained on their own nodes only, but answer on the whole graph as it is: what flows into a node from other shards
 * passes through, without any parameter having learned from it.
 *
 * @param shards the shards
 * @param aggregation how answers are combined; of no meaning with one shard
 * @param weights one weight per shard where the aggregation {@link Aggregation#hasShardWeights has} them, else empty
 */
public record ShardedModel(List<ShardModel> shards, Aggregation aggregation, double[] weights) {
    /** Checks that there is an answer and that weights fit. */
    public ShardedModel {
        shards = List.copyOf(shards);
        if (shards.stream().noneMatch(ShardModel::answers)) {
            throw new IllegalArgumentException("No shard has a labelled training node.");
        }
        if (weights.length != (shards.size() > 1 && aggregation.hasShardWeights() ? shards.size() : 0)) {
            throw new IllegalArgumentException(
                    "There are " + weights.length + " weights for " + shards.size() + " shards.");
        }
    }

    /** Names of the outputs: the classes of all shards, ascending. */
    public List<Object> classes() {
        var longs = new TreeSet<Long>();
        var texts = new TreeSet<String>();
        for (var shard : shards) {
            for (var name : shard.classes()) {
                if (name instanceof Long number) {
                    longs.add(number);
                } else {
                    texts.add((String) name);
                }
            }
        }
        var out = new ArrayList<Object>(longs);
        out.addAll(texts);
        return List.copyOf(out);
    }

    /** Shards that can answer. */
    public BitSet answering() {
        var out = new BitSet();
        for (int s = 0; s < shards.size(); s++) {
            out.set(s, shards.get(s).answers());
        }
        return out;
    }

    /**
     * Class probabilities of some rows, rows x classes, each row summing to 1 up to rounding; a shard gives nothing to classes it
     * does not know.
     *
     * @param graph the graph as it is
     * @param homes where its rows live
     * @param rows ascending
     */
    public float[] probabilities(Graph graph, Homes homes, int[] rows, Compute compute) {
        return new Answers(this, graph, rows, compute).combined(homes);
    }

    /** Class probabilities of every row. */
    public float[] probabilities(Graph graph, Homes homes, Compute compute) {
        var all = new int[graph.nodeCount()];
        for (int row = 0; row < all.length; row++) {
            all[row] = row;
        }
        return probabilities(graph, homes, all, compute);
    }

    /**
     * The weights with which shards answer for some rows: {@link #probabilities} are the sum over shards of weight times the shard's
     * own probabilities. No feature value enters them. One shard has the weight 1.
     *
     * @param graph the graph as it is
     * @param homes where its rows live
     * @param rows ascending
     * @return rows x shards, row-major, in [0, 1], each row summing to 1 up to rounding and 0 for shards that cannot answer; null for
     *     {@link Aggregation#MAJORITY}, whose votes are no such sum
     */
    public float @Nullable [] answerWeights(Graph graph, Homes homes, int[] rows, Compute compute) {
        return new Answers(this, graph, rows, compute).weights(homes);
    }

    /** Whether every parameter and weight is a finite number. */
    public boolean isFinite() {
        for (double weight : weights) {
            if (!Double.isFinite(weight)) {
                return false;
            }
        }
        return shards.stream().allMatch(ShardModel::isFinite);
    }

    /** SHA-256 over the parameters of all shards and the weights, bit for bit; with one shard it is the shard's. */
    public byte[] sha256() {
        if (shards.size() == 1) {
            return shards.get(0).sha256();
        }
        var digest = ShardModel.digest();
        for (var shard : shards) {
            digest.update(shard.sha256());
        }
        for (double weight : weights) {
            digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(weight).array());
        }
        return digest.digest();
    }
}

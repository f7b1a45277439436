package org.graphunlearning.procedures.verify;

import java.util.Arrays;
import java.util.BitSet;
import org.graphunlearning.partitioning.shard.ShardedModel;

/** Why none of the shards of a model could be verified although it was asked for; what a verification gives as its reason. */
public enum NotVerified {
    /** Such as a second relationship between the same nodes, or one between two shards. */
    NOTHING_CHANGED("what was deleted changes nothing that the model is trained on"),
    /** Several models in a row. */
    SLICES("with `slices` a shard is several models in a row, and only one model can be held against another"),
    /** Only its traces are known. */
    OUT_OF_SIGHT("what was deleted had left the projection before, so that it cannot be shown to a model once more"),
    /** Nothing to tell apart. */
    ONE_CLASS("with fewer than two classes in a shard, every model of it answers the same");

    private final String why;

    NotVerified(String why) {
        this.why = why;
    }

    /**
     * The reason that applies where no shard is one model before and after.
     *
     * @param shards those worked on
     * @param slices of each
     * @param outside shards that learned from an item which is no longer projected
     * @param after the model to be published
     */
    public static NotVerified of(int[] shards, int slices, BitSet outside, ShardedModel after) {
        if (shards.length == 0) {
            return NOTHING_CHANGED;
        }
        if (slices > 1) {
            return SLICES;
        }
        boolean unseen = Arrays.stream(shards)
                .anyMatch(shard -> outside.get(shard)
                        && after.shards().get(shard).classes().size() > 1);
        return unseen ? OUT_OF_SIGHT : ONE_CLASS;
    }

    /** Half a sentence. */
    public String why() {
        return why;
    }

    /** A sentence. */
    String sentence() {
        return "Nothing was verified: " + why + ".";
    }
}

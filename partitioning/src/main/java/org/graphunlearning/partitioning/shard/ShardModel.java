package org.graphunlearning.partitioning.shard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.graphunlearning.gnn.model.Gnn;

/**
 * What one shard has learned.
 *
 * <p>A shard knows the classes of its own labelled training nodes. With one class its model is untrained and always answers that
 * class; with none there is no model and the shard does not answer.
 *
 * @param stages the model after each slice; the last one answers, the others are where a deletion starts again
 */
public record ShardModel(List<Gnn> stages) {
    /** Keeps the list unmodifiable. */
    public ShardModel {
        stages = List.copyOf(stages);
    }

    /** Whether the shard can answer. */
    public boolean answers() {
        return !stages.isEmpty();
    }

    /** The model that answers; only when {@link #answers}. */
    public Gnn model() {
        return stages.get(stages.size() - 1);
    }

    /** Classes the shard knows, ascending; empty when it does not answer. */
    public List<Object> classes() {
        return answers() ? model().classes() : List.of();
    }

    /** Whether every parameter is a finite number. */
    public boolean isFinite() {
        return stages.stream().allMatch(Gnn::isFinite);
    }

    /** SHA-256 over classes and parameters; for one stage without more ado that of its model, so that exports agree. */
    public byte[] sha256() {
        if (stages.size() == 1) {
            return model().sha256();
        }
        var digest = digest();
        for (var stage : stages) {
            digest.update(stage.classes().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(stage.sha256());
        }
        return digest.digest();
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }
}

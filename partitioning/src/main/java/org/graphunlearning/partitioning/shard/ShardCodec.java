package org.graphunlearning.partitioning.shard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelCodec;

/**
 * Bytes of a shard, little-endian:
 *
 * <pre>
 * int  magic "GNSH"     int  version, 1     int  number of stages; 0 for a shard that does not answer
 * each stage:  int length, bytes of {@link ModelCodec}
 * </pre>
 *
 * Each stage is under the hash of its own codec; lengths are checked against the bytes that are there.
 */
public final class ShardCodec {
    private static final int MAGIC = 0x48534E47;
    private static final int VERSION = 1;
    private static final int HEADER = 3 * Integer.BYTES;

    private ShardCodec() {}

    /** The bytes of a shard. */
    public static byte[] encode(ShardModel shard) {
        var stages = shard.stages().stream().map(ModelCodec::encode).toList();
        int size = HEADER;
        for (var stage : stages) {
            size = Math.addExact(size, Integer.BYTES + stage.length);
        }
        var out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(VERSION).putInt(stages.size());
        for (var stage : stages) {
            out.putInt(stage.length).put(stage);
        }
        return out.array();
    }

    /**
     * The shard of some bytes.
     *
     * @throws IllegalArgumentException when the bytes are damaged, of another kind or of a later version
     */
    public static ShardModel decode(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER || in.getInt() != MAGIC) {
            throw new IllegalArgumentException("These bytes are not a shard.");
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "The shard has format version " + version + "; this plugin reads version " + VERSION + ".");
        }
        int count = in.getInt();
        if (count < 0 || count > Sharding.MAX_SLICES) {
            throw new IllegalArgumentException("The shard is damaged: it lists " + count + " stages.");
        }
        var stages = new ArrayList<Gnn>();
        for (int i = 0; i < count; i++) {
            int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new IllegalArgumentException("The shard is damaged: stage " + i + " does not fit its bytes.");
            }
            var stage = new byte[length];
            in.get(stage);
            stages.add(ModelCodec.decode(stage));
        }
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("The shard is damaged: its parts do not fill its bytes.");
        }
        return new ShardModel(stages);
    }
}

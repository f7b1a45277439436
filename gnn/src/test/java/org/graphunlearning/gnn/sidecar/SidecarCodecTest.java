package org.graphunlearning.gnn.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Oracle: bytes written by hand from the description of the layout. */
class SidecarCodecTest {
    private static ByteBuffer start(int capacity) {
        return ByteBuffer.allocate(capacity).putInt(1).putInt(5).putInt(1).putInt(2);
    }

    private static byte[] end(ByteBuffer bytes) {
        bytes.put((byte) 0).put((byte) 0).put((byte) 0);
        return bytes.putInt(3).putDouble(0.5).putLong(7).array();
    }

    @Test
    void readsParametersAndMomentsOfACheckpoint() {
        var bytes = start(16 + 8 + 24 + 23).putFloat(1).putFloat(2);
        bytes.putInt(2).putFloat(3).putFloat(4).putInt(2).putFloat(5).putFloat(6);
        var sidecar = SidecarCodec.decode(end(bytes));

        var checkpoint = sidecar.checkpoints().get(0);
        assertThat(checkpoint.epoch()).isEqualTo(5);
        assertThat(checkpoint.parameters().get(0)).containsExactly(1, 2);
        assertThat(checkpoint.first().get(0)).containsExactly(3, 4);
        assertThat(checkpoint.second().get(0)).containsExactly(5, 6);
        assertThat(sidecar.drift()).isEqualTo(new Drift(3, 0.5, 7));
        assertThat(SidecarCodec.encode(sidecar)).isEqualTo(bytes.array());
    }

    @Test
    void leavesOutCheckpointsFromBeforeMomentsWereKept() {
        var bytes = end(start(16 + 8 + 23).putFloat(1).putFloat(2));

        assertThat(SidecarCodec.decode(bytes, false))
                .isEqualTo(Sidecar.empty().withDrift(new Drift(3, 0.5, 7)).withCheckpoints(List.of()));
        assertThatThrownBy(() -> SidecarCodec.decode(bytes)).isInstanceOf(IllegalArgumentException.class);
    }
}

package org.graphunlearning.gnn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelCodecTest {
    private static Gnn model(Architecture architecture) {
        var config = ModelConfig.defaults(architecture)
                .withLayers(3)
                .withHiddenChannels(5)
                .withHeads(2);
        return Gnn.initial(config, 11, List.of("a", "ü", "c"), 7);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void everyArchitectureComesBackBitForBit(Architecture architecture) {
        var model = model(architecture);

        var back = ModelCodec.decode(ModelCodec.encode(model));

        assertThat(back.sha256()).isEqualTo(model.sha256());
        assertThat(back.config()).isEqualTo(model.config());
        assertThat(back.classes()).isEqualTo(model.classes());
        assertThat(back.inputChannels()).isEqualTo(11);
        assertThat(ModelCodec.encode(back)).isEqualTo(ModelCodec.encode(model));
    }

    @Test
    void integerClassesComeBackAsIntegers() {
        var model = Gnn.initial(ModelConfig.defaults(Architecture.GCN), 2, List.of(-3L, 9L), 1);

        assertThat(ModelCodec.decode(ModelCodec.encode(model)).classes()).isEqualTo(List.of(-3L, 9L));
    }

    @Test
    void whatRidesAlongComesBackAndIsUnderTheHash() {
        var bytes = ModelCodec.encode(model(Architecture.GCN), new byte[] {1, 2, 3});

        assertThat(ModelCodec.unpack(bytes).rider()).containsExactly(1, 2, 3);
        assertThat(ModelCodec.decode(bytes).sha256())
                .isEqualTo(model(Architecture.GCN).sha256());
        bytes[bytes.length - 33] ^= 1;
        assertThatThrownBy(() -> ModelCodec.decode(bytes)).hasMessageContaining("SHA-256 does not match");
    }

    @Test
    void aFlippedBitAnywhereIsRefused() {
        var bytes = ModelCodec.encode(model(Architecture.GCN));
        for (int at = 0; at < bytes.length; at += 7) {
            var damaged = bytes.clone();
            damaged[at] ^= 4;
            assertThatThrownBy(() -> ModelCodec.decode(damaged)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void everyTruncationIsRefused() {
        var bytes = ModelCodec.encode(model(Architecture.SGC));
        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ModelCodec.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aModelOfAnotherVersionNamesBothVersions() {
        var bytes = ModelCodec.encode(model(Architecture.GCN));
        bytes[4] = 9;

        assertThatThrownBy(() -> ModelCodec.decode(bytes))
                .hasMessage("The model has format version 9; this plugin reads version 3.");
    }

    /** The only layer of a GIN still narrows to its hidden width: inputs times classes says nothing about its size. */
    @Test
    void aNarrowOneLayerGinWithManyClassesComesBack() {
        var config = ModelConfig.defaults(Architecture.GIN).withLayers(1).withHiddenChannels(1);
        var classes = LongStream.range(0, 50).boxed().map(Object.class::cast).toList();
        var model = Gnn.initial(config, 400, classes, 1);

        assertThat(ModelCodec.decode(ModelCodec.encode(model)).sha256()).isEqualTo(model.sha256());
    }

    /** A first layer that fits its bytes, and behind it layers of a gigabyte that nobody sent. */
    @Test
    void forgedDepthIsRefusedBeforeAnythingIsAllocated() {
        var bytes = ModelCodec.encode(model(Architecture.GCN));
        var forged = ByteBuffer.allocate(200_000).order(ByteOrder.LITTLE_ENDIAN);
        forged.put(bytes, 0, bytes.length - 32);
        int afterName = 4 + 4 + 4 + "GCN".length();
        forged.putInt(afterName, 16).putInt(afterName + 4, 4096);
        int end = forged.capacity() - 32;
        var digest = ModelCodec.newDigest();
        digest.update(forged.array(), 0, end);
        forged.put(end, digest.digest());

        assertThatThrownBy(() -> ModelCodec.decode(forged.array()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The model is damaged: its widths do not fit its bytes.");
    }
}

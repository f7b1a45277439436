package org.graphunlearning.gnn.compute;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphunlearning.gnn.graph.KeyHash;
import org.junit.jupiter.api.Test;

/** Statistics of the keyed draws; bounds are five standard deviations. */
class CounterRngTest {
    private static final int NODES = 1000;
    private static final int CHANNELS = 1000;

    @Test
    void channelBitsAreUniformAndUncorrelatedAcrossNodesChannelsAndEpochs() {
        long sum = 0;
        int agreeNextChannel = 0;
        int agreeNextNode = 0;
        int agreeNextEpoch = 0;
        long epoch0 = CounterRng.purpose(1, 0, 0);
        long epoch1 = CounterRng.purpose(1, 1, 0);
        for (int node = 0; node < NODES; node++) {
            int a = CounterRng.node(epoch0, node);
            int b = CounterRng.node(epoch0, node + 1);
            int c = CounterRng.node(epoch1, node);
            for (int channel = 0; channel < CHANNELS; channel++) {
                int bit = CounterRng.bits(a, channel) >>> 23;
                sum += CounterRng.bits(a, channel);
                agreeNextChannel += bit == CounterRng.bits(a, channel + 1) >>> 23 ? 1 : 0;
                agreeNextNode += bit == CounterRng.bits(b, channel) >>> 23 ? 1 : 0;
                agreeNextEpoch += bit == CounterRng.bits(c, channel) >>> 23 ? 1 : 0;
            }
        }
        double n = (double) NODES * CHANNELS;
        assertThat(sum / n / (1 << 24)).isBetween(0.5 - 5 * 0.289 / Math.sqrt(n), 0.5 + 5 * 0.289 / Math.sqrt(n));
        assertThat(agreeNextChannel / n).isBetween(0.4975, 0.5025);
        assertThat(agreeNextNode / n).isBetween(0.4975, 0.5025);
        assertThat(agreeNextEpoch / n).isBetween(0.4975, 0.5025);
    }

    @Test
    void drawsAreThePublishedHash() {
        // SplitMix64 with state 0: first output of the reference implementation.
        assertThat(KeyHash.mix(0)).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(CounterRng.uniform(7, 3)).isEqualTo(CounterRng.uniform(7, 3)).isBetween(0.0, 1.0);
    }
}

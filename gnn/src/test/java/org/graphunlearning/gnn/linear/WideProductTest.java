package org.graphunlearning.gnn.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.compute.Panel;
import org.graphunlearning.gnn.compute.SparseProduct;
import org.graphunlearning.gnn.graph.TestGraphs;
import org.graphunlearning.gnn.layer.EdgeWeights;
import org.graphunlearning.gnn.layer.MessageFlow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: the kernels that layers use, bit for bit. */
class WideProductTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 37, 256})
    void givesTheBitsOfTheKernels(int width) {
        for (int seed = 0; seed < 4; seed++) {
            var graph = TestGraphs.random(200, 900, seed % 2 == 1, seed);
            var hop = MessageFlow.everywhere(graph, EdgeWeights.SYMMETRIC, 1).hop(0);
            var random = new Random(seed);
            var in = new float[200 * width];
            for (int i = 0; i < in.length; i++) {
                in[i] = (float) random.nextGaussian();
            }
            var expected = new float[in.length];
            var actual = new float[in.length];
            actual[0] = 7; // what was there must not count
            try (var compute = Compute.withThreads(2)) {
                compute.multiply(
                        new SparseProduct(hop.forward(), 0, Panel.of(in, width), Panel.of(expected, width), false));
                new WideProduct(hop.forward(), in, actual, width).compute(compute);
            }

            assertThat(actual).isEqualTo(expected);
        }
    }
}

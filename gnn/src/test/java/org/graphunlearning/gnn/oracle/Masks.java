package org.graphunlearning.gnn.oracle;

/** What dropout multiplies in one training pass. */
public interface Masks {
    /** Factor of one channel of a layer's input. */
    double input(int layer, int row, int channel);

    /** Factor of one head's attention along an edge. */
    double attention(int layer, int target, int source, int head);

    /** Without dropout. */
    static Masks none() {
        return new Masks() {
            @Override
            public double input(int layer, int row, int channel) {
                return 1;
            }

            @Override
            public double attention(int layer, int target, int source, int head) {
                return 1;
            }
        };
    }
}

package org.graphunlearning.testgraphs;

/**
 * Draws an index with probability proportional to its weight in constant time; built in linear time. Vose, A linear
 * algorithm for generating random numbers with a given distribution, IEEE TSE 1991.
 */
final class AliasTable {
    private final double[] keepBelow;
    private final int[] alias;

    AliasTable(double[] weights) {
        int size = weights.length;
        keepBelow = new double[size];
        alias = new int[size];
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        // Small columns stack up from the left end, large ones from the right.
        var stack = new int[size];
        int small = 0;
        int large = size;
        for (int i = 0; i < size; i++) {
            keepBelow[i] = weights[i] * size / sum;
            alias[i] = i;
            if (keepBelow[i] < 1) {
                stack[small++] = i;
            } else {
                stack[--large] = i;
            }
        }
        while (small > 0 && large < size) {
            int poor = stack[--small];
            int rich = stack[large];
            alias[poor] = rich;
            keepBelow[rich] -= 1 - keepBelow[poor];
            if (keepBelow[rich] < 1) {
                large++;
                stack[small++] = rich;
            }
        }
        // What is left differs from 1 by rounding only, and its alias is itself.
    }

    int draw(SplitMix64 random) {
        int column = random.nextInt(alias.length);
        return random.nextDouble() < keepBelow[column] ? column : alias[column];
    }
}

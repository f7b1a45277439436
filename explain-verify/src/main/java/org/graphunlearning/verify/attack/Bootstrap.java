package org.graphunlearning.verify.attack;

import java.util.Arrays;
import org.graphunlearning.gnn.compute.CounterRng;

/** Drawing with replacement by counter (Efron, 1979). */
final class Bootstrap {
    private Bootstrap() {}

    /** Draws as many items as there are; afterwards {@code times[i]} says how often item i came. */
    static void draw(int[] times, long purpose) {
        Arrays.fill(times, 0);
        for (int i = 0; i < times.length; i++) {
            times[(int) (CounterRng.uniform(purpose, i) * times.length)]++;
        }
    }
}

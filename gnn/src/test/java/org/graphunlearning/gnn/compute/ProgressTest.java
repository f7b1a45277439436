package org.graphunlearning.gnn.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Heard heard = new Heard();

    private static final class Heard implements Progress {
        final List<Double> shares = new ArrayList<>();
        final List<String> parts = new ArrayList<>();

        @Override
        public void reached(double share) {
            shares.add(share);
        }

        @Override
        public void parts(int done, int all) {
            parts.add(done + " of " + all);
        }
    }

    @Test
    void aStretchIsCountedFromWhereItBegins() {
        var second = heard.between(0.5, 1);

        second.reached(0);
        second.reached(0.5);
        second.reached(1);

        assertThat(heard.shares).containsExactly(0.5, 0.75, 1.0);
    }

    @Test
    void partsAddUpInWhateverOrderTheyEnd() {
        var parts = new ProgressParts(heard, 4);

        parts.part(2).reached(0.5);
        parts.part(0).reached(1);
        parts.part(2).reached(1);
        parts.part(2).reached(1); // said twice, counted once
        parts.part(3).reached(1);
        parts.part(1).reached(1);

        assertThat(heard.shares).containsExactly(0.125, 0.375, 0.5, 0.5, 0.75, 1.0);
        assertThat(heard.parts).containsExactly("1 of 4", "2 of 4", "3 of 4", "4 of 4");
    }

    @Test
    void independentTasksReportNothingUnlessTheyAreGivenAPart() {
        try (var compute = Compute.withThreads(2).reportingTo(heard)) {
            compute.each(4, (task, alone) -> alone.progress().reached(1));
        }

        assertThat(heard.shares).isEmpty();
    }

    @Test
    void whoeverListensStaysWhenTheInterruptCheckChanges() {
        try (var compute = Compute.withThreads(1).reportingTo(heard)) {
            compute.checkingFor(() -> {}).progress().reached(1);
        }

        assertThat(heard.shares).containsExactly(1.0);
    }
}

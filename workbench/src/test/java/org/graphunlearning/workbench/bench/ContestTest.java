package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContestTest {
    private final List<String> calls = new ArrayList<>();

    private Contest.Entry entry(String name, double millis) {
        return times -> {
            calls.add(name + times);
            return new Cost(millis, 2 * millis);
        };
    }

    @Test
    void takesTurnsAndRepeatsWhatIsShort() {
        var contest = new Contest();
        contest.enter("short", entry("short", 50));
        contest.enter("long", entry("long", 1000));
        contest.rehearse();
        calls.clear();
        var outcome = contest.run(2);
        assertThat(calls).containsExactly("short3", "long1", "short3", "long1");
        assertThat(outcome.wall().get("long").values()).containsExactly(1000, 1000);
        assertThat(outcome.cpu().get("long").values()).containsExactly(2000, 2000);
    }

    @Test
    void foretellsARound() {
        var contest = new Contest();
        contest.enter("short", entry("short", 50));
        contest.enter("long", entry("long", 1000));
        contest.rehearse();
        assertThat(contest.roundMillis()).isEqualTo(1150);
    }
}

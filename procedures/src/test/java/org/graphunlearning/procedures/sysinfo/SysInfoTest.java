package org.graphunlearning.procedures.sysinfo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphunlearning.procedures.Graphs;
import org.graphunlearning.procedures.TestDatabase;
import org.graphunlearning.procedures.lifecycle.PluginVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class SysInfoTest {
    private static Map<String, Object> facts(TestDatabase.Running database) {
        var out = new LinkedHashMap<String, Object>();
        database.run("CALL unlearn.sysInfo()")
                .forEach(row -> assertThat(out.put((String) row.get("key"), row.get("value")))
                        .as("each key once")
                        .isNull());
        return out;
    }

    @Test
    void countsWhatIsStored(TestDatabase.Running database) {
        Graphs.papers(database);
        database.run("CALL unlearn.train('m', $config)", Map.of("config", Graphs.PAPERS));
        database.run("MATCH (p:Paper {id: 7}) CALL unlearn.deleteNode('m', p) YIELD verdict RETURN verdict");

        long bytes = database.value("MATCH (s:UnlearnShard) RETURN sum(s.bytes)");
        assertThat(bytes).isPositive();
        assertThat(facts(database))
                .containsEntry("models", 1L)
                .containsEntry("shards", 4L)
                .containsEntry("storedBytes", bytes)
                .containsEntry("certificates", 1L)
                .containsEntry("runningJobs", 0L)
                .containsEntry("signingKeyPresent", true);
    }

    @Test
    void describesPluginAndMachine(TestDatabase.Running database) {
        var facts = facts(database);

        assertThat(facts)
                .containsEntry("pluginVersion", PluginVersion.CURRENT)
                .containsEntry("jdk", Runtime.version().toString())
                .containsEntry("models", 0L)
                .containsEntry("storedBytes", 0L);
        assertThat((Long) facts.get("memoryBudgetBytes")).isPositive().isLessThanOrEqualTo((Long)
                facts.get("heapMaxBytes"));
        assertThat(facts.get("vectorKernel")).isEqualTo(!"scalar".equals(facts.get("kernel")));
    }

    @Test
    void tellsNoPath(TestDatabase.Running database) {
        assertThat(facts(database).values())
                .extracting(String::valueOf)
                .noneMatch(value -> value.contains("/") || value.contains("\\"));
    }
}

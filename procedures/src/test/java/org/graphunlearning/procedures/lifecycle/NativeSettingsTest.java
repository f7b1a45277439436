package org.graphunlearning.procedures.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NativeSettingsTest {
    private static final String KEY = "unlearn.test.property";

    @Test
    void keepsEveryFileBelowTheFolder() {
        var folder = Path.of("data", "unlearn");

        var properties = NativeSettings.under(folder).properties();

        assertThat(properties)
                .containsEntry(
                        "org.bytedeco.javacpp.cachedir",
                        folder.resolve("native").toString())
                .containsEntry("org.bytedeco.javacpp.maxphysicalbytes", "0")
                .containsEntry("ai.djl.offline", "true")
                .containsEntry("OPT_OUT_TRACKING", "true");
        assertThat(properties.get("DJL_CACHE_DIR")).startsWith(folder.toString());
    }

    @Test
    void leavesWhatAnAdministratorSet() {
        System.setProperty(KEY, "theirs");
        try {
            new NativeSettings(Map.of(KEY, "ours")).applyUnlessSet();

            assertThat(System.getProperty(KEY)).isEqualTo("theirs");
        } finally {
            System.clearProperty(KEY);
        }
    }
}

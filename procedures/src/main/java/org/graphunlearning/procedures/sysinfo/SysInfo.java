package org.graphunlearning.procedures.sysinfo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.procedures.certificate.SigningKeys;
import org.graphunlearning.procedures.job.Jobs;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.lifecycle.PluginVersion;
import org.graphunlearning.procedures.projection.MemoryBudget;
import org.graphunlearning.procedures.store.CertificateStore;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.train.TrainConfig;

/** Gathers the facts; counts cost one look at each model, shard and certificate. */
final class SysInfo {
    private final CallScope scope;

    SysInfo(CallScope scope) {
        this.scope = scope;
    }

    /** In the order in which they are listed. */
    Map<String, Object> facts() {
        var out = new LinkedHashMap<String, Object>();
        out.put("pluginVersion", PluginVersion.CURRENT);
        putPlatform(out);
        putCompute(out);
        putMemory(out);
        putStored(out);
        out.put("signingKeyPresent", SigningKeys.isPresent(scope));
        out.put("runningJobs", Jobs.of(scope).running(scope));
        return out;
    }

    private static void putPlatform(Map<String, Object> out) {
        out.put("jdk", Runtime.version().toString());
        out.put("jvm", System.getProperty("java.vm.name", ""));
        out.put("operatingSystem", System.getProperty("os.name", ""));
        out.put("codePlatform", System.getProperty("os.arch", ""));
    }

    private static void putCompute(Map<String, Object> out) {
        try (var compute = Compute.withThreads(1)) {
            out.put("denseBackend", compute.denseBackend());
            out.put("kernel", compute.kernelName());
            out.put("vectorKernel", !compute.kernelName().equals("scalar"));
        }
        out.put("processors", (long) Runtime.getRuntime().availableProcessors());
        out.put("usualConcurrency", (long) TrainConfig.usualConcurrency());
        out.put("mostConcurrency", (long) TrainConfig.MAX_CONCURRENCY);
    }

    /** The budget is what a call may ask for before it is refused. */
    private static void putMemory(Map<String, Object> out) {
        var runtime = Runtime.getRuntime();
        out.put("heapMaxBytes", runtime.maxMemory());
        out.put("heapUsedBytes", runtime.totalMemory() - runtime.freeMemory());
        out.put("memoryBudgetBytes", MemoryBudget.freeBytes());
    }

    private void putStored(Map<String, Object> out) {
        var store = new ModelStore(scope);
        var models = store.all();
        out.put("models", (long) models.size());
        out.put(
                "shards",
                models.stream().mapToLong(model -> model.size().shards()).sum());
        out.put("storedBytes", store.storedBytes());
        out.put("certificates", new CertificateStore(scope).count());
    }
}

package org.graphunlearning.procedures.lifecycle;

import org.neo4j.configuration.Config;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.kernel.api.procedure.GlobalProcedures;
import org.neo4j.kernel.extension.ExtensionFactory;
import org.neo4j.kernel.extension.ExtensionType;
import org.neo4j.kernel.extension.context.ExtensionContext;
import org.neo4j.kernel.lifecycle.Lifecycle;
import org.neo4j.kernel.lifecycle.LifecycleAdapter;

/**
 * Found by Neo4j through {@code META-INF/services}; runs once per server, before any procedure is called.
 *
 * <p>It registers {@link CallScope} as a component that sandboxed procedures may inject, so that no {@code unrestricted}
 * line is needed, points the native libraries at Neo4j's own data folder, and notes which jar the code came from.
 */
public final class UnlearnExtensionFactory extends ExtensionFactory<UnlearnExtensionFactory.Dependencies> {
    /** What Neo4j hands over at start. */
    public interface Dependencies {
        /** Where components are registered. */
        GlobalProcedures procedures();

        /** The server's settings. */
        Config config();
    }

    /** Called by the service loader. */
    public UnlearnExtensionFactory() {
        super(ExtensionType.GLOBAL, "unlearn");
    }

    @Override
    public Lifecycle newInstance(ExtensionContext context, Dependencies dependencies) {
        var data = dependencies.config().get(GraphDatabaseSettings.data_directory);
        NativeSettings.under(data.resolve("unlearn")).applyUnlessSet();
        var hooks = new CommitHooks();
        return new LifecycleAdapter() {
            @Override
            public void init() {
                PluginCode.current();
                dependencies
                        .procedures()
                        .registerComponent(CallScope.class, context -> CallScope.of(context, hooks), true);
            }
        };
    }
}

package org.graphunlearning.procedures.job;

import java.time.Clock;
import org.neo4j.kernel.extension.ExtensionFactory;
import org.neo4j.kernel.extension.ExtensionType;
import org.neo4j.kernel.extension.context.ExtensionContext;
import org.neo4j.kernel.lifecycle.Lifecycle;

/** Found by Neo4j through {@code META-INF/services}; gives each database its {@link Jobs}, which end with it. */
public final class JobsExtensionFactory extends ExtensionFactory<JobsExtensionFactory.Dependencies> {
    /** Nothing is needed. */
    public interface Dependencies {}

    /** Called by the service loader. */
    public JobsExtensionFactory() {
        super(ExtensionType.DATABASE, "unlearn-jobs");
    }

    @Override
    public Lifecycle newInstance(ExtensionContext context, Dependencies dependencies) {
        return new Jobs(Clock.systemUTC(), System::nanoTime);
    }
}

using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Storage;

public sealed class PostgresConformanceTests(PostgresServer server) : ResultStoreConformance(new PostgresTestStore(server))
{
    protected override string DamagedResult => "set_byte(result, 0, get_byte(result, 0) # 1)";
}

namespace Symmetry.Grains.Tests.Storage;

public sealed class SqliteConformanceTests() : ResultStoreConformance(new SqliteTestStore())
{
    protected override string DamagedResult => "zeroblob(length(result))";
}

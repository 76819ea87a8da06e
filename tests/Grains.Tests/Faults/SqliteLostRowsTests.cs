using Symmetry.Grains.Tests.Storage;

namespace Symmetry.Grains.Tests.Faults;

public sealed class SqliteLostRowsTests() : LostRowsTests(new SqliteTestStore());

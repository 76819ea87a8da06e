using Symmetry.Grains.Tests.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Faults;

public sealed class PostgresLostRowsTests(PostgresServer server) : LostRowsTests(new PostgresTestStore(server));

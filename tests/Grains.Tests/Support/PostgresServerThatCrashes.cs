namespace Symmetry.Grains.Tests.Support;

/// <summary>A server for one test class, which can stop and restart it.</summary>
public sealed class PostgresServerThatCrashes : PostgresServer;

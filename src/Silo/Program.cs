using System.CommandLine;
using Symmetry.Grains;
using Symmetry.Grains.Storage;
using Symmetry.Hosting;
using Symmetry.Hosting.Security;
using Symmetry.Silo;
using Symmetry.Silo.Settings;

var options = Setting.All.ToDictionary(setting => setting, setting => setting.ToOption());
var file = new Option<string?>("--settings") { Description = "a JSON file; its section Silo holds settings [default: appsettings.json, if there is one]" };
var root = new RootCommand(
    "A silo: trains the sweeps that clients submit. Alone on this machine with its results in a SQLite file; with a database, a member of a cluster. "
    + "Each setting can also be made in the environment (SYMMETRY_SILO_PORT for --silo-port) and in a settings file (Silo:SiloPort).");
root.Add(file);
foreach (var option in options.Values)
{
    root.Add(option);
}

root.SetAction(async (parsed, stop) =>
{
    var silo = await SiloHost.BuildAsync(SettingsReader.Read(Sources(parsed)), stop);
    if (await SiloHost.RunAsync(silo, stop))
    {
        silo.Dispose();
    }
    else
    {
        // Orleans goes on for minutes to tell a database that is away: its peers find out by themselves.
        await Console.Error.WriteLineAsync("The silo ends without a goodbye: its database or its peers do not answer.");
        Environment.Exit(ExitCode.Done);
    }
});

var migrate = new Command("migrate", "Makes or renews the tables in the cluster's database; what is there stays.") { options[Setting.Database], file };
migrate.SetAction(async (parsed, stop) =>
{
    var found = await PostgresSchema.MigrateAsync(SettingsReader.ReadDatabase(Sources(parsed)), stop);
    await Console.Out.WriteLineAsync(found == PostgresSchema.Version
        ? $"The database is of version {found} already."
        : $"The database was brought from version {found} to version {PostgresSchema.Version}.");
});
root.Add(migrate);

var command = root.Parse(args);
if (command.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync($"{command.Errors[0].Message} (symmetry-silo --help shows what is allowed)");
    return ExitCode.Usage;
}

try
{
    // Signals are the host's: it drains before it ends.
    return await command.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (Exception e) when (e is SettingsException or TlsFilesException or PluginException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return ExitCode.Usage;
}
catch (Exception e) when (e is DataFolderException or StoreException or StoreFormatException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return ExitCode.Unreachable;
}
catch (Exception e) when (PortTaken.Is(e))
{
    await Console.Error.WriteLineAsync("A port is taken: choose others with --silo-port, --gateway-port and --health-port.");
    return ExitCode.Usage;
}
catch (OperationCanceledException)
{
    // Told to end before it had started.
    return ExitCode.Done;
}
#pragma warning disable CA1031 // the last resort: one line instead of a crash report
catch (Exception e)
#pragma warning restore CA1031
{
    await Console.Error.WriteLineAsync($"The silo could not go on: {e.GetType().Name}: {e.Message}");
    return ExitCode.Unexpected;
}

SettingSources Sources(ParseResult parsed) => SettingSources.Open(
    setting => parsed.GetResult(options[setting]) is { Implicit: false } given ? given.GetValueOrDefault<string?>() ?? "true" : null,
    Environment.GetEnvironmentVariable,
    parsed.GetValue(file));

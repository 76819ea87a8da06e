using System.CommandLine;
using Symmetry.Grains;
using Symmetry.Grains.Storage;
using Symmetry.Hosting;
using Symmetry.Hosting.Security;
using Symmetry.Silo;
using Symmetry.Silo.Settings;

var options = SiloSetting.All.ToDictionary(setting => setting, setting => setting.ToOption());
var file = new Option<string?>("--settings") { Description = "JSON file with settings in the section Silo [default: appsettings.json, if it exists]" };
var root = new RootCommand(
    "A silo runs the sweeps that clients submit. By default it is standalone, with its results in a SQLite file. "
    + "With --database it is a member of a cluster that shares a PostgreSQL database. With --head it keeps the SQLite file of a cluster without a database, "
    + "which other silos --join. "
    + "Every setting can also be set in the environment (SYMMETRY_SILO_PORT for --silo-port) or in a settings file (Silo:SiloPort).");
root.Add(file);
foreach (var option in options.Values)
{
    root.Add(option);
}

root.SetAction(async (parsed, stop) =>
{
    var settings = SettingsReader.Read(Sources(parsed));
    PluginLoader.Load(settings.Extensions);
    await RestartingSilo.RunAsync(settings, stop);
});

var database = options[SiloSetting.Find(nameof(SiloSettings.Database))];
var migrate = new Command("migrate", "Create or migrate the tables in the cluster's database; existing data stays.") { database, file };
migrate.SetAction(async (parsed, stop) =>
{
    var found = await PostgresSchema.MigrateAsync(SettingsReader.ReadDatabase(Sources(parsed)), stop);
    await Console.Out.WriteLineAsync(found == PostgresSchema.Version
        ? $"The database already has version {found}."
        : $"The database was migrated from version {found} to version {PostgresSchema.Version}.");
});
root.Add(migrate);

var command = root.Parse(args);
if (command.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync($"{command.Errors[0].Message} (see symmetry-silo --help)");
    return SiloExitCode.Usage;
}

try
{
    // RestartingSilo handles signals.
    return await command.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (Exception e) when (e is SettingsException or TlsFilesException or PluginException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return SiloExitCode.Usage;
}
catch (Exception e) when (e is DataFolderException or StoreException or StoreFormatException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return SiloExitCode.StoreUnavailable;
}
catch (Exception e) when (PortTaken.Is(e))
{
    await Console.Error.WriteLineAsync("Another program has taken a port of the silo while it started. Start it again.");
    return SiloExitCode.Usage;
}
catch (OperationCanceledException)
{
    // Told to stop before it had started.
    return SiloExitCode.Success;
}
#pragma warning disable CA1031 // the last resort: one line instead of a crash report
catch (Exception e)
#pragma warning restore CA1031
{
    await Console.Error.WriteLineAsync($"The silo failed: {e.GetType().Name}: {e.Message}");
    return SiloExitCode.Unexpected;
}

SettingSources Sources(ParseResult parsed) => SettingSources.Open(
    setting => parsed.GetResult(options[setting]) is { Implicit: false } given ? given.GetValueOrDefault<string?>() ?? "true" : null,
    Environment.GetEnvironmentVariable,
    parsed.GetValue(file));

using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Symmetry.Silo;

var data = new Option<string>("--data") { Description = "the folder of the store", DefaultValueFactory = _ => "runs" };
var slots = new Option<int>("--slots") { Description = "trainings at once", DefaultValueFactory = _ => Environment.ProcessorCount };
var siloPort = new Option<int>("--silo-port") { Description = "where other silos call", DefaultValueFactory = _ => 11111 };
var gatewayPort = new Option<int>("--gateway-port") { Description = "where clients call", DefaultValueFactory = _ => 30000 };
InRange(slots, 1, 1024);
InRange(siloPort, 1, 65535);
InRange(gatewayPort, 1, 65535);

var root = new RootCommand("A silo: trains the sweeps that clients submit. Alone on this machine, with its results in a SQLite file.")
{
    data, slots, siloPort, gatewayPort,
};
root.SetAction(async (parsed, stop) =>
{
    using var silo = LocalSilo.Build(parsed.GetValue(data)!, parsed.GetValue(slots), parsed.GetValue(siloPort), parsed.GetValue(gatewayPort));
    await silo.RunAsync(stop);
});

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
catch (DataFolderException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return ExitCode.Unreachable;
}
catch (Exception e) when (PortTaken.Is(e))
{
    await Console.Error.WriteLineAsync("A port is taken: choose others with --silo-port and --gateway-port.");
    return ExitCode.Usage;
}

static void InRange(Option<int> option, int least, int most) => option.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
    {
        result.AddError($"{option.Name} is {value}; allowed is a whole number from {least} to {most}.");
    }
});

using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Symmetry.Client.Commands;
using Symmetry.Engine.Data;
using Symmetry.Formats.Files;
using Symmetry.Formats.Specs;
using Symmetry.Hosting;

namespace Symmetry.Client;

/// <summary>The program: parses the command line, runs the command, and maps every outcome to an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The command-line arguments.</param>
    /// <param name="environment">Streams, clock, environment variables and stores.</param>
    /// <param name="stop">Interrupts the program.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, CliEnvironment environment, CancellationToken stop)
    {
        var root = MakeRoot(environment, ShellCommand.Text(arguments));

        // An argument that starts with @ is a name, not a response file.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            await environment.Error.WriteLineAsync(ErrorMessage(parsed));
            return ExitCode.Usage;
        }

        try
        {
            var extensions = environment.Variable("SYMMETRY_EXTENSIONS")
                ?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
            PluginLoader.Load([.. extensions, .. parsed.GetValue<string[]>(SharedOptions.ExtensionName) ?? []]);
            var configuration = new InvocationConfiguration
            {
                Output = environment.Out,
                Error = environment.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, stop);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            await environment.Error.WriteLineAsync("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            await environment.Error.WriteLineAsync(ErrorMessage(e, parsed.GetValue<bool>(SharedOptions.DebugName)));
            return CodeOf(e);
        }
    }

    /// <summary>Creates the root command with all subcommands.</summary>
    internal static RootCommand MakeRoot(CliEnvironment environment, string commandLine)
    {
        var root = new RootCommand("Run sweeps of small neural-network trainings and report the results with confidence intervals.")
        {
            PaperCommand.Make(environment, commandLine),
            RunCommand.Make(environment, commandLine),
            ServeCommand.Make(environment),
            PlanCommand.Make(environment),
            TableCommand.Make(environment),
            MultiverseCommand.Make(environment, commandLine),
            BestCommand.Make(environment),
            CompareCommand.Make(environment),
            EffectsCommand.Make(environment),
            VarianceCommand.Make(environment),
            ImagesCommand.Make(environment),
            ClaimsCommand.Make(environment),
            ExportCommand.Make(environment),
            ImportCommand.Make(environment),
            ReportCommand.Make(environment),
            PlotCommand.Make(environment),
            DataCommand.Make(environment),
            InitCommand.Make(environment),
            SchemaCommand.Make(environment),
            RerunCommand.Make(environment),
            ListCommand.Make(environment),
            SubmitCommand.Make(environment, commandLine),
            StatusCommand.Make(environment),
            WatchCommand.Make(environment, commandLine),
            CancelCommand.Make(environment),
            CancelCommand.MakeResume(environment),
            VerifyCommand.Make(environment),
        };
        root.Options.Add(SharedOptions.Quiet());
        root.Options.Add(SharedOptions.Debug());
        root.Options.Add(SharedOptions.Extension());
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    private static int CodeOf(Exception e) => e switch
    {
        UsageException or SelectionException or SpecFileException or DataFileException or PluginException => ExitCode.Usage,
        UnreachableException or DataSetException => ExitCode.Unreachable,
        _ => ExitCode.Unexpected,
    };

    private static string ErrorMessage(Exception e, bool debug) => (CodeOf(e), debug) switch
    {
        (ExitCode.Unexpected, true) => e.ToString(),

        // Files and connections have messages of their own.
        (ExitCode.Unexpected, false) when e is IOException => $"Cannot write the output: {e.Message.ReplaceLineEndings(" ")}",
        (ExitCode.Unexpected, false) => $"Unexpected error: {e.Message.ReplaceLineEndings(" ")} (--debug shows the stack trace)",
        (_, true) when e.InnerException is not null => e.ToString(),
        _ => e.Message,
    };

    private static string ErrorMessage(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var words = command.Subcommands.Select(verb => verb.Name).Concat(command.Options.Select(option => option.Name));
        var hint = parsed.UnmatchedTokens.Count > 0 ? NearestName.Hint(parsed.UnmatchedTokens[0], words) : "";
        var path = command is RootCommand ? "symmetry" : $"symmetry {command.Name}";
        var sentence = string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return $"{sentence}{hint} (see {path} --help)";
    }
}

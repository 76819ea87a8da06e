using Microsoft.Extensions.Configuration;

namespace Symmetry.Silo.Settings;

/// <summary>The sources of settings: the command line overrides the environment, which overrides the settings file.</summary>
/// <param name="onCommandLine">The value of a setting on the command line; <c>null</c> if it is not set.</param>
/// <param name="inEnvironment">The value of a variable; <c>null</c> if it is not set.</param>
/// <param name="file">The section of the settings file.</param>
/// <param name="filePath">The name of the settings file, for messages.</param>
/// <param name="isNamed">Whether the user named the file.</param>
internal sealed class SettingSources(
    Func<SiloSetting, string?> onCommandLine, Func<string, string?> inEnvironment, IConfiguration file, string filePath, bool isNamed)
{
    /// <summary>The section of the settings file.</summary>
    public const string Section = "Silo";

    private const string DefaultFile = "appsettings.json";

    // Settings with which other people's code runs.
    private static readonly string[] Code = [nameof(SiloSettings.Extensions), nameof(SiloSettings.AllowPrograms)];

    /// <summary>Reads a settings file; by default <c>appsettings.json</c> in the working directory, if it exists.</summary>
    /// <exception cref="SettingsException">The file does not exist, or is not JSON.</exception>
    public static SettingSources Open(Func<SiloSetting, string?> onCommandLine, Func<string, string?> inEnvironment, string? path)
    {
        var used = Path.GetFullPath(path ?? DefaultFile);
        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(used, optional: path is null, reloadOnChange: false).Build();
            return new SettingSources(onCommandLine, inEnvironment, file.GetSection(Section), path ?? DefaultFile, path is not null);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"Cannot read the settings file {used}: {(e.InnerException ?? e).Message}"]);
        }
    }

    /// <summary>The text of a setting and its source; <c>null</c> if it is not set.</summary>
    public (string Text, string Source)? Find(SiloSetting setting)
    {
        if (onCommandLine(setting) is { } argument)
        {
            return (argument, $"--{setting.Name}");
        }

        if (inEnvironment(setting.Variable) is { Length: > 0 } variable)
        {
            return (variable, setting.Variable);
        }

        return file[setting.FileKey] is { Length: > 0 } text ? (text, $"{Section}:{setting.FileKey} in {filePath}") : null;
    }

    /// <summary>Mistakes in the settings file: a misspelled setting must not be ignored, nor may a file that just lies there run code.</summary>
    public IEnumerable<string> Mistakes() => isNamed ? Unknown() : Unknown().Concat(Code
        .Select(SiloSetting.Find)
        .Where(setting => file[setting.FileKey] is not null)
        .Select(setting => $"{setting.Name}: {filePath} in the working directory cannot set this, because it runs code. "
            + $"Name the file with --settings, or use --{setting.Name}."));

    private IEnumerable<string> Unknown() => file.GetChildren()
        .Select(child => child.Key)
        .Where(key => !SiloSetting.All.Any(setting => setting.FileKey.Equals(key, StringComparison.OrdinalIgnoreCase)))
        .Select(key => $"Unknown setting '{Section}:{key}' in {filePath}. "
            + $"Valid settings: {string.Join(", ", SiloSetting.All.Select(setting => setting.FileKey))}.");
}

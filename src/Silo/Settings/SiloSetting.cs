using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using System.Reflection;
using System.Text.RegularExpressions;
using Npgsql;

namespace Symmetry.Silo.Settings;

/// <summary>One setting: <c>--silo-port</c> on the command line, <c>SYMMETRY_SILO_PORT</c>, <c>SiloPort</c> in a settings file.</summary>
internal sealed class SiloSetting
{
    private static readonly SiloSettings Defaults = new();

    private readonly PropertyInfo property;
    private readonly SiloSettingAttribute attribute;

    private SiloSetting(PropertyInfo property, SiloSettingAttribute attribute) => (this.property, this.attribute) = (property, attribute);

    /// <summary>All settings, in the order of the help.</summary>
    public static IReadOnlyList<SiloSetting> All { get; } =
    [
        .. typeof(SiloSettings).GetProperties()
            .Select(property => (property, attribute: property.GetCustomAttribute<SiloSettingAttribute>()))
            .Where(pair => pair.attribute is not null)
            .Select(pair => new SiloSetting(pair.property, pair.attribute!)),
    ];

    /// <summary>The name on the command line, without the dashes.</summary>
    public string Name => string.Concat(FileKey.Select((letter, i) =>
        i > 0 && char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    /// <summary>The name in the environment.</summary>
    public string Variable => "SYMMETRY_" + Name.ToUpperInvariant().Replace('-', '_');

    /// <summary>The name in a settings file, in any case.</summary>
    public string FileKey => property.Name;

    /// <summary>Whether a standalone silo cannot have the setting.</summary>
    public bool IsForClusters => attribute.IsForClusters;

    /// <summary>Whether only a cluster with a database can have the setting.</summary>
    public bool NeedsDatabase => attribute.NeedsDatabase;

    /// <summary>Finds a setting by its property.</summary>
    public static SiloSetting Find(string property) => All.First(setting => setting.FileKey == property);

    /// <summary>The option on the command line.</summary>
    public Option<string?> ToOption() => new($"--{Name}")
    {
        Description = attribute.Help + (DefaultText() is { } text ? $" [default: {text}]" : ""),
        Arity = property.PropertyType == typeof(bool) ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };

    /// <summary>Parses a text and sets the property.</summary>
    /// <returns>What is wrong with the text; <c>null</c> if nothing is.</returns>
    public string? Set(SiloSettings settings, string text, string source)
    {
        var (value, expected) = Parse(text);
        if (value is null)
        {
            return $"{Name}: expected {expected}{(attribute.IsConnectionString ? "" : $", got '{text}'")} ({source}).";
        }

        property.SetValue(settings, value);
        return null;
    }

    private (object? Value, string Expected) Parse(string text)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type switch
        {
            _ when type == typeof(int) => (ParseNumber(text), $"a whole number from 1 to {attribute.Max}"),
            _ when type == typeof(bool) => (bool.TryParse(text, out var value) ? value : null, "true or false"),
            _ when type == typeof(IPAddress) => (IPAddress.TryParse(text, out var address) ? address : Resolve(text),
                "an IP address, or a host name that resolves to one"),
            _ when type == typeof(IPEndPoint) => (ParseEndpoint(text), "HOST:PORT, where HOST is an IP address or resolves to one"),
            _ when type == typeof(Uri) => (ParseAddress(text), "an address such as http://localhost:4317"),
            _ when type == typeof(string[]) => (text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), ""),
            { IsEnum: true } => (Enum.GetNames(type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } word
                ? Enum.Parse(type, word) : null, string.Join(" or ", Enum.GetNames(type)).ToLowerInvariant()),
            _ when attribute.IsConnectionString => (IsConnectionString(text) ? text : null, "\"Host=...;Database=...;Username=...;Password=...\""),
            _ => (attribute.Pattern is not { } pattern || Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking) ? text : null, attribute.Expected ?? ""),
        };
    }

    private int? ParseNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= attribute.Max ? number : null;

    private static Uri? ParseAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static IPEndPoint? ParseEndpoint(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0
            && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
            && (IPAddress.TryParse(text[..colon], out var address) ? address : Resolve(text[..colon])) is { } host
            ? new IPEndPoint(host, port) : null;
    }

    private static IPAddress? Resolve(string host)
    {
        try
        {
            var addresses = Dns.GetHostAddresses(host);
            return addresses.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork) ?? addresses.FirstOrDefault();
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return false;
        }
    }

    private string? DefaultText() => attribute.Default ?? property.GetValue(Defaults) switch
    {
        null or bool => null,
        Enum word => word.ToString().ToLowerInvariant(),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}

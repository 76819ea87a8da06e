using System.Text.Json;
using Symmetry.Engine.Settings;

namespace Symmetry.Web.Json;

/// <summary>Single values in JSON.</summary>
public static class JsonValues
{
    /// <summary>A setting's canonical text in the type of its kind.</summary>
    public static void Write(Utf8JsonWriter json, SettingKind kind, string canonical)
    {
        if (kind is SettingKind.Word or SettingKind.Text)
        {
            json.WriteStringValue(canonical);
        }
        else
        {
            // Numbers, booleans and lists of widths are written the same in JSON.
            json.WriteRawValue(canonical);
        }
    }

    /// <summary>A number, or null where there is none or it is not finite.</summary>
    public static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}

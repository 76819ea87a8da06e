using System.Text;
using System.Text.Json;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Json;

/// <summary>Single values in JSON.</summary>
public static class JsonValues
{
    /// <summary>A setting's canonical text in the type of its kind, as UTF-8.</summary>
    public static byte[] Encode(SettingKind kind, string canonical) => kind is SettingKind.Word or SettingKind.Text
        ? JsonSerializer.SerializeToUtf8Bytes(canonical)
        : Encoding.UTF8.GetBytes(canonical); // Numbers, booleans and lists of widths are written the same in JSON.

    /// <summary>A setting's canonical text in the type of its kind.</summary>
    public static void Write(Utf8JsonWriter json, SettingKind kind, string canonical) => json.WriteRawValue(Encode(kind, canonical));

    /// <summary>A number, or null if it is missing or not finite.</summary>
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

    /// <summary>The value of a setting, in the type of its kind.</summary>
    public static void Write(Utf8JsonWriter json, string name, SettingValue value)
    {
        json.WritePropertyName(name);
        Write(json, value.Setting.Kind, value.Text);
    }

    /// <summary>A mean and the ends of its interval as the properties <c>mean</c>, <c>lower</c> and <c>upper</c>.</summary>
    public static void WriteMean(Utf8JsonWriter json, Estimate mean)
    {
        Write(json, "mean", mean.Value);
        WriteEnds(json, mean.Interval);
    }

    /// <summary>The ends of an interval as the properties <c>lower</c> and <c>upper</c>, null if it is missing.</summary>
    public static void WriteEnds(Utf8JsonWriter json, Interval? interval)
    {
        Write(json, "lower", interval?.Lower);
        Write(json, "upper", interval?.Upper);
    }

    /// <summary>The two ends of an interval as an array, or null if it is missing.</summary>
    public static void Write(Utf8JsonWriter json, string name, Interval? interval)
    {
        if (interval is not { } ends)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        json.WriteNumberValue(ends.Lower);
        json.WriteNumberValue(ends.Upper);
        json.WriteEndArray();
    }
}
